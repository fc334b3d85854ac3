import type { AdapterJob, Brief } from '@paperclip/core'
import { RUN_MARKER } from './process-table.ts'
import { wakeVariables } from './wake-variables.ts'

/** A program's environment: names and values. */
export type Environment = Readonly<Record<string, string | undefined>>

/** All that an agent's process has of the environment this program runs in. Everything else may be a secret. */
const INHERITED = /^(PATH|LANG|LANGUAGE|LC_[A-Z]+|TZ)$/
const DEFAULT_PATH = '/usr/local/bin:/usr/bin:/bin'

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Variables by which a loader, a shell, an interpreter or git runs code that is not in the command. The command is what was approved. */
const INJECTING = new RegExp(`^(${[
  'LD_.*', 'DYLD_.*', 'GCONV_PATH',
  'BASH_ENV', 'ENV', 'BASHOPTS', 'SHELLOPTS', 'PROMPT_COMMAND', 'PS4', 'IFS', 'ZDOTDIR', 'BASH_FUNC_.*',
  'NODE_OPTIONS', 'NODE_PATH', 'NODE_REPL_EXTERNAL_MODULE', 'npm_.*',
  'PYTHONSTARTUP', 'PYTHONHOME', 'PYTHONPATH', 'PYTHONINSPECT', 'PYTHONBREAKPOINT', 'PYTHONUSERBASE',
  'PERL5OPT', 'PERL5LIB', 'PERLLIB', 'PERL5DB', 'RUBYOPT', 'RUBYLIB', 'LUA_INIT.*', 'PHPRC', 'PHP_INI_SCAN_DIR',
  'JAVA_TOOL_OPTIONS', '_JAVA_OPTIONS', 'JDK_JAVA_OPTIONS', 'CLASSPATH', 'DOTNET_STARTUP_HOOKS',
  'GIT_(?!AUTHOR_|COMMITTER_).*',
].join('|')})$`, 'i')

/** Why a variable may not be configured, or null if it may. */
export function whyRefused(name: string): string | null {
  if (!NAME.test(name)) return 'must be a name of letters, digits and underscores'
  if (/^PAPERCLIP_/i.test(name)) return 'must not begin with PAPERCLIP_: these names are set for every run'
  if (INJECTING.test(name)) return 'must not be set: it makes programs run code that is not in the command; put what you need into "command"'
  return null
}

/** The PATH on which programs are looked up: the one this program runs with, never one an agent's configuration chose. */
export const pathOf = (environment: Environment): string => environment['PATH'] || DEFAULT_PATH

/** Who is running, and how it reaches its desk, as a process is told. */
export interface Identity { runId: string; agentId: string; companyId: string; taskId: string | null; nonce: string; access: AdapterJob['access']; brief: Brief }

/** The whole environment of an agent's process, built from nothing. */
export function childEnvironment(
  environment: Environment, own: { home: string; tmp: string; cwd: string; env: Readonly<Record<string, string>> }, identity: Identity,
): Record<string, string> {
  const inherited = Object.entries(environment).filter((entry): entry is [string, string] => INHERITED.test(entry[0]) && entry[1] !== undefined)
  return {
    ...Object.fromEntries(inherited),
    PATH: pathOf(environment),
    HOME: own.home,
    TMPDIR: own.tmp,
    ...own.env,
    [RUN_MARKER]: identity.runId,
    PAPERCLIP_AGENT_ID: identity.agentId,
    PAPERCLIP_COMPANY_ID: identity.companyId,
    ...identity.taskId === null ? {} : { PAPERCLIP_TASK_ID: identity.taskId },
    PAPERCLIP_NONCE: identity.nonce,
    ...identity.access.kind === 'none' ? {} : { PAPERCLIP_API_URL: identity.access.url, PAPERCLIP_API_KEY: identity.access.token, PAPERCLIP_WORKSPACE_CWD: own.cwd, ...wakeVariables(identity.brief) },
  }
}
