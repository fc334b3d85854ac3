import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Place } from './served-session.ts'

/** What is told, without what is never the same twice: ids, times, and where the companies are. */
export const alike = (text: string, { name }: Place): string => text
  .replaceAll(name, '--there').replaceAll(name.replace(/^--\w+ /, ''), 'there').replaceAll('there/paperclip.db', 'there')
  .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then').replaceAll(/\b[a-z]{3}_[\w-]{20,}/g, 'id').replaceAll(/[0-9a-f]{64}/g, 'hash').replaceAll(/\b(?=[0-9a-f]*\d)[0-9a-f]{6}\b|\b[a-f]{6}\b/g, 'short')
  .replaceAll(/"ifVersion": "[^"]*"/g, '"ifVersion"').replaceAll(/\b(?:in \d+ ?\w+|\d+ ?\w+ ago|now|just now)\b/g, 'about now').replaceAll(/"box":"[^"]*"/g, '"box"').replaceAll(/whsec_\S+/g, 'whsec').replaceAll(/ \S+\/saved\.png/g, ' saved.png')

/** Files that the story takes in. */
export const FOLDER = mkdtempSync(join(tmpdir(), 'paperclipai-story-')), PLAN = join(FOLDER, 'plan.md'), LOGO = join(FOLDER, 'logo.png')
const SKILL = join(FOLDER, 'tone')
mkdirSync(SKILL)
writeFileSync(join(SKILL, 'SKILL.md'), '---\nname: tone\ndescription: When writing.\n---\nBe kind.\n')
writeFileSync(join(SKILL, 'mark.bin'), Uint8Array.of(0, 255, 254, 1))
writeFileSync(PLAN, '# Plan\n\nWrite it — well.\n')
writeFileSync(LOGO, Uint8Array.of(0x89, 0x50, 0, 255, 10, 13))

/** A company from its founding on, as it is told by most verbs. */
export const STORY: readonly (readonly string[])[] = [
  ['company', 'create', 'acme', '--mission', 'Make the best widgets.'], ['company', 'list'], ['company', 'show'],
  ['role', 'set', 'writer', '--title', 'Writer'], ['role', 'list'], ['role', 'show', 'writer'],
  ['agent', 'hire', 'ann', '--role', 'writer', '--adapter', 'function', '--adapter-config', '{"function":"copywriter"}', '--budget', '2'],
  ['agent', 'list'], ['agent', 'show', 'ann'], ['agent', 'configure', 'ann', '--name', 'Ann', '--if-revision', '1'], ['agent', 'configure', 'ann', '--name', 'Anna', '--if-revision', '1'],
  ['agent', 'revisions', 'ann'], ['agent', 'review', 'ann', 'Good.', '--rating', '4'], ['agent', 'review', 'ann'], ['agent', 'scorecard', 'ann', '--since', '7d'], ['agent', 'pause', 'ann'], ['agent', 'resume', 'ann'], ['agent', 'show', 'bob'],
  ['goal', 'set', 'Sell widgets', '--target', '100', '--unit', 'widgets', '--owner', 'ann', '--due', '2030-01-01'], ['goal', 'list'], ['goal', 'report', 'Sell widgets', '40'], ['goal', 'show', 'Sell widgets'],
  ['project', 'set', 'site', '--name', 'Site', '--lead', 'ann', '--goal', 'Sell widgets'], ['project', 'list'], ['project', 'show', 'site'],
  ['task', 'create', 'Write the page', '--assignee', 'ann', '--project', 'site'], ['task', 'create', 'Look at it', '--assignee', 'me'], ['task', 'list'], ['task', 'list', '--json'],
  ['task', 'show', 'ACME-1'], ['task', 'create', 'Proofread it', '--assignee', 'ann', '--blocked-by', 'ACME-2'], ['task', 'show', 'ACME-3'],
  ['document', 'list', 'ACME-1'], ['document', 'write', 'ACME-1', 'plan', PLAN], ['document', 'write', 'ACME-1', 'plan', PLAN], ['document', 'write', 'ACME-1', 'plan', PLAN, '--base', '1', '--title', 'The plan'], ['document', 'list', 'ACME-1', '--json'], ['document', 'show', 'ACME-1', 'plan', '--revision', '1'], ['document', 'revisions', 'ACME-1', 'plan'], ['document', 'show', 'ACME-1', 'none'], ['document', 'remove', 'ACME-1', 'plan'],
  ['artifact', 'list'], ['artifact', 'attach', 'ACME-1', LOGO], ['artifact', 'list', 'ACME-1', '--json'],
  ['skill', 'list'], ['skill', 'add', SKILL], ['skill', 'show', 'tone'], ['skill', 'show', 'tone', '--file', 'SKILL.md'], ['skill', 'list', '--json'], ['skill', 'remove', 'tone'], ['skill', 'show', 'tone'],
  ['say', 'ACME-1', 'Mind the tone.'], ['say', 'ann', 'Hello.'], ['ask', 'ann', 'When?'], ['task', 'finish', 'ACME-2', 'Seen.'], ['task', 'cancel', 'ACME-1', '--reason', 'Not needed.'], ['task', 'list', '--limit', '5'], ['task', 'show', 'ACME-9'],
  ['routine', 'set', 'weekly', '--assignee', 'ann', '--cron', '0 9 * * 1', '--title', 'Report'], ['routine', 'trigger', 'weekly'],
  ['budget', 'set', '20', '--window', 'month'], ['budget', 'list'], ['costs'], ['costs', '--by', 'day', '--from', '2027-02-27', '--json'], ['costs', '--by', 'moon'], ['run', 'list'], ['incident', 'list'], ['inbox'], ['inbox', 'ann'], ['status'], ['lint'], ['export'],
  ['note', 'write', 'We write in British English.'], ['note', 'list'], ['note', 'search', 'British'], ['search', 'brit'], ['search', 'page', '--kind', 'task', '--kind', 'project', '--json'], ['search', 'w', '--limit', '3'], ['search', 'acme-3'], ['search', 'NOTHING', 'AND', '(*'], ['search', 'page', '--kind', 'moon'], ['signal', 'send', 'ann', '--source', 'shop', '--json-payload', '{"n":1}'],
  ['hook', 'list'], ['hook', 'add', 'ann', '--name', 'The shop', '--source', 'shop'], ['hook', 'list'], ['webhook', 'list'], ['webhook', 'add', 'https://ops.test/hook', '--name', 'Ops', '--record', 'company.archive'], ['webhook', 'list'], ['webhook', 'letters', 'none'],
  ['webhook', 'add', 'ops.test', '--name', 'Ops'],
  ['company', 'update', '--board-minimum', '2'], ['role', 'set', 'boss', '--permit', 'agent.hire=team'], ['approval', 'list'], ['company', 'pause'], ['company', 'resume'],
  ['audit', 'verify', '--json'], ['audit', 'export'], ['key', 'list'], ['key', 'create', 'ci', '--level', 'king'], ['key', 'revoke', 'nothing'], ['secret', 'list'], ['member', 'list'], ['tool', 'list'], ['company', 'show', '--json'],
]
