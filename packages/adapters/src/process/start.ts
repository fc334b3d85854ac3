import { spawn, type ChildProcess } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import type { Outcome } from '@paperclip/core'
import { needDescriptors } from './descriptors.ts'
import { giveWay } from './give-way.ts'
import { failed, type Exit } from './outcome.ts'
import { beganOf } from './process-table.ts'

/** A process that runs, with its three pipes; `began` as in the process table. */
export interface Started { kind: 'started'; pid: number; began: number; stdin: Writable; stdout: Readable; stderr: Readable; exited: Promise<Exit> }

/** Starts a program as the leader of its own group and session, which gives way to whoever serves; what goes wrong comes back as the outcome of the run. */
export function start(file: string, args: readonly string[], place: { cwd: string; env: Record<string, string> }): Promise<Started | { kind: 'not_started'; outcome: Outcome }> {
  return new Promise(resolve => {
    const refuse = (error: unknown) => resolve({ kind: 'not_started', outcome: failureOf(error, file) })
    let child: ChildProcess
    try {
      needDescriptors()
      child = spawn(file, args, { ...place, detached: true, shell: false, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true })
    } catch (error) {
      return refuse(error)
    }
    child.on('error', refuse)
    const exited = new Promise<Exit>(done => child.once('exit', (code, signal) => done({ code, signal })))
    const { pid, stdin, stdout, stderr } = child
    if (pid === undefined || !stdin || !stdout || !stderr) return
    giveWay(pid)
    resolve({ kind: 'started', pid, began: beganOf(pid), stdin, stdout, stderr, exited })
  })
}

/** Why a program could not be started. What passes by itself is `overloaded`, and tried again. */
function failureOf(error: unknown, file: string): Outcome {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  switch (code) {
    case 'EMFILE':
    case 'ENFILE':
      return failed('overloaded', `"${file}" was not started: this machine or program has no file descriptors left (${code}). Raise ulimit -n, or run fewer agents at once.`)
    case 'EAGAIN':
    case 'ENOMEM':
      return failed('overloaded', `"${file}" was not started: this machine has no room for another process (${code}). Raise ulimit -u or add memory, or run fewer agents at once.`)
    case 'ENOENT':
      return failed('bad_request', `"${file}" was not started: the interpreter named in its first line is missing, or it was just removed.`)
    case 'EACCES':
    case 'EPERM':
      return failed('bad_request', `"${file}" was not started: it or its directory may not be used by this user (${code}). Correct its permissions.`)
    case 'ENOEXEC':
      return failed('bad_request', `"${file}" was not started: it is no program for this machine. A script needs a first line like #!/bin/sh, or its interpreter in "command".`)
    case 'E2BIG':
      return failed('bad_request', `"${file}" was not started: its arguments and environment are too large together. Shorten "command" or "env".`)
    default:
      return failed('crashed', `"${file}" was not started: ${error instanceof Error ? error.message : String(error)}.`)
  }
}
