// A server of Paperclip, and a client of it that is a Python program of fewer than 30 lines: its standard library is enough.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { processAdapter } from '@paperclip/adapters/process'
import { createPaperclip, memoryStore } from '@paperclip/core'
import { serve } from '@paperclip/server'

const paperclip = createPaperclip({ store: memoryStore(), adapters: [processAdapter()] })
const acme = await paperclip.found({ slug: 'acme' })
const { token } = await acme.keys.create({ name: 'python', level: 'owner', expiresIn: '1h' })
await paperclip.start()
const { url, close } = await serve({ paperclip, port: 0 })
const { stdout } = await promisify(execFile)('python3', [join(import.meta.dirname, 'client.py')], { env: { ...process.env, PAPERCLIPAI_URL: url, PAPERCLIPAI_KEY: token } })
console.log(stdout.trimEnd())
await paperclip.stop()
await close()
/* prints
Monty is active.
  task.create
  task.take
  task.finish
ACME-1: 5 words
*/
