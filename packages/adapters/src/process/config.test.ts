import { describe, expect, it } from 'vitest'
import { parseProcessConfig, processSchema } from './config.ts'

describe('parseProcessConfig', () => {
  it('fills in what an operator leaves out', () => {
    expect(parseProcessConfig({ command: ['true'] })).toEqual({ command: ['true'], env: {}, graceMs: 5_000 })
  })

  it('tells how to write a command when it is given a line for a shell', () => {
    expect(() => parseProcessConfig({ command: 'python3 agent.py' })).toThrow('command: must be a list of the program and its arguments, like ["python3", "/srv/agent.py"]')
  })

  it.each([
    'LD_PRELOAD', 'LD_LIBRARY_PATH', 'DYLD_INSERT_LIBRARIES', 'BASH_ENV', 'ENV', 'NODE_OPTIONS', 'PYTHONSTARTUP', 'PYTHONPATH', 'PERL5OPT', 'RUBYOPT',
    'GIT_SSH_COMMAND', 'GIT_CONFIG_COUNT', 'npm_config_script_shell', 'NPM_CONFIG_USERCONFIG', 'npm_execpath', 'JAVA_TOOL_OPTIONS', 'BASH_FUNC_ls%%',
    'PAPERCLIP_RUN_ID', 'PAPERCLIP_ANYTHING', 'paperclip_nonce', 'ld_preload', 'A=B', '', '1A', 'A B',
  ])('refuses %j in the environment of an agent (O12)', name => {
    expect(() => parseProcessConfig({ command: ['true'], env: { [name]: 'x' } })).toThrow(`env.${name}: must`)
  })

  it.each(['ANTHROPIC_API_KEY', 'MY_TOKEN', 'GIT_AUTHOR_NAME', 'HTTPS_PROXY', 'HOME', 'PATH'])('lets an operator set %s', name => {
    expect(parseProcessConfig({ command: ['true'], env: { [name]: 'x' } }).env).toEqual({ [name]: 'x' })
  })

  it('has a field for everything in its schema, for a form to be drawn from', () => {
    expect(Object.keys(processSchema.properties)).toEqual(['command', 'cwd', 'env', 'graceMs'])
    expect(processSchema.required).toEqual(['command'])
  })
})
