import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AuditRecord, CompanyHandle } from '@paperclip/core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowser, aPage, lackingBrowser } from './testing/browser.ts'
import { realServer, type RealServer } from './testing/real-server.ts'
import { rest, seat } from './testing/stranger.ts'

const why = lackingBrowser()
const HOSTILE = '<img src=x onerror="document.title=\'owned\'">', PASSWORD = 'correct horse battery'
const INJECTED = `const script = document.createElement('script'); script.textContent = 'document.title = "owned"'; document.body.append(script)`

/** What a page of somebody else's tries with the login that the browser has: to read, to write, to write in a way that asks nobody, to listen, and to show ours in a frame. */
const attackOn = (url: string): string => `(async () => {
  const api = '${url}/api/v1/companies/acme', body = '{"title":"Mine"}', credentials = 'include'
  const tried = asked => asked.then(() => 'answered', () => 'failed')
  const reads = await tried(fetch(api + '/agents', { credentials }))
  const writes = await tried(fetch(api + '/tasks', { method: 'POST', credentials, body, headers: { 'content-type': 'application/json' } }))
  const blindly = await fetch(api + '/tasks', { method: 'POST', credentials, body, mode: 'no-cors' }).then(() => 'sent blindly', () => 'failed')
  const listens = await new Promise(resolve => {
    const stream = new EventSource(api + '/events', { withCredentials: true })
    stream.onopen = () => resolve('heard')
    stream.onerror = () => { stream.close(); resolve('nothing heard') }
  })
  const frame = document.createElement('iframe'), loaded = new Promise(resolve => { frame.onload = resolve })
  frame.src = '${url}/'
  document.body.append(frame)
  await loaded
  return [reads, writes, blindly, listens]
})()`
const formTo = (url: string): string => `const form = document.createElement('form'), field = document.createElement('input')
  Object.assign(form, { method: 'post', enctype: 'text/plain', action: '${url}' })
  Object.assign(field, { name: '{"title":"Mine","body":"', value: '"}' })
  form.append(field); document.body.append(form); form.submit()`

describe.skipIf(why !== null)(`the pages in a browser${why === null ? '' : ` (SKIPPED: ${why})`}`, () => {
  const ends: (() => Promise<void>)[] = []
  let house: RealServer, browser: Browser
  beforeAll(async () => {
    browser = await aBrowser()
    house = await realServer({ paperclip: { adapters: [rest] }, server: { limits: { strangers: 1_000_000, tries: 1_000_000 } }, onEnd: end => ends.push(end) })
    await house.acme.roles.set({ slug: 'worker' })
    await house.acme.budgets.set({ scope: 'company', limit: '$50' })
    await house.paperclip.start()
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    for (const end of ends) await end()
  })

  const someone = () => aPage(browser, house.url)
  /** Somebody at this machine, by the link that a start prints. */
  async function atHome(): Promise<{ page: Page; wrongs: string[] }> {
    const { page, wrongs } = await someone()
    await page.goto(`/open#${(await house.paperclip.access.inviteLocal()).code}`)
    await page.getByRole('heading', { name: 'acme' }).waitFor()
    return { page, wrongs }
  }
  const section = (page: Page, title: string, company = 'acme') => page.locator('article', { has: page.getByRole('heading', { name: company, level: 2 }) }).locator('section', { has: page.getByRole('heading', { name: title }) })
  const recorded = (company: CompanyHandle, action: string): Promise<AuditRecord> => new Promise(resolve => {
    const stop = house.paperclip.on(event => {
      if (event.kind !== 'record' || event.companyId !== company.id || event.record.action !== action) return
      stop()
      resolve(event.record)
    })
  })

  it('open by the link of a start, once: the code stays in no address, and who comes with it again is told why it leads in no more', async () => {
    const { page, wrongs } = await someone(), link = `/open#${(await house.paperclip.access.inviteLocal()).code}`
    await page.goto(link)
    await page.getByRole('heading', { name: 'acme' }).waitFor()
    expect(page.url()).toBe(`${house.url}/`)
    expect(await page.locator('#live').textContent()).toBe('live')
    expect(wrongs).toEqual([])
    const other = await someone()
    await other.page.goto(link)
    await other.page.getByText('This link leads in no more').waitFor()
    expect(other.page.url()).toBe(`${house.url}/open`)
    expect(await other.page.getByRole('button', { name: 'Sign in' }).isVisible()).toBe(true)
  })

  it('show agents, runs and money, and what is new without being asked for it', async () => {
    const { page, wrongs } = await atHome(), { acme } = house
    expect(await section(page, 'Money').getByText('of $50.00 a').isVisible()).toBe(true)
    await acme.agents.hire({ slug: 'ada', name: 'Ada', role: 'worker', adapter: { kind: 'rest', config: {} } })
    await section(page, 'Agents').getByText('Ada').waitFor()
    const over = recorded(acme, 'run.succeeded')
    await acme.agents.wake('ada')
    await over
    await section(page, 'Runs').getByText('succeeded · $0.00').waitFor()
    expect(wrongs).toEqual([])
  })

  it('show what waits for the board, with its reason, and what exactly it is; it is answered there', async () => {
    const second = { kind: 'operator', id: 'operator:second' } as const, initech = await house.paperclip.found({ slug: 'initech' }), { page, wrongs } = await atHome()
    expect(await section(page, 'Waits for you', 'initech').getByText('Nothing to decide.').isVisible()).toBe(true)
    await initech.members.set({ id: second.id, level: 'owner' })
    await initech.update({ boardMinimum: 2 })
    const ask = async (slug: string) => (await house.paperclip.as(second).company('initech')).propose({ kind: 'role.set', input: { slug, title: `${HOSTILE}\u202e` } }, { reason: 'We grow.' })
    await ask('asked')
    await section(page, 'Waits for you', 'initech').getByText('We grow.').waitFor()
    await section(page, 'Waits for you', 'initech').getByRole('link', { name: 'role: set' }).click()
    await page.getByText('Waits for the board until').waitFor()
    expect(await page.locator('pre').textContent()).toBe(`{\n  "slug": "asked",\n  "title": "${HOSTILE.replaceAll('"', '\\"')}\\u{202e}"\n}`)
    await page.getByLabel('A note').fill('Good.')
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByText(/^Approved .*\.$/).waitFor()
    expect([await page.getByText('Good.').isVisible(), await page.getByRole('button', { name: 'Approve' }).isVisible()]).toEqual([true, false])
    expect(await initech.roles.list()).toMatchObject({ rows: expect.arrayContaining([expect.objectContaining({ slug: 'asked' })]) })
    const asked = await ask('refused')
    await page.goto(`/companies/initech/approvals/${asked.kind === 'waiting' ? asked.approval.id : ''}`)
    await page.getByRole('button', { name: 'Reject' }).click()
    await page.getByText(/^Rejected .*\.$/).waitFor()
    await page.goto('/companies/initech/approvals/apr_nothing')
    await page.getByText('There is no such question here, or it is not for you.').waitFor()
    expect(wrongs).toEqual([])
  })

  it('show as words what an agent, a mission or a reason says, whatever is written in it', async () => {
    const { acme } = house
    await acme.agents.hire({ slug: 'eve', name: HOSTILE, role: 'worker', adapter: { kind: 'rest', config: {} } })
    const { page, wrongs } = await atHome()
    expect(await section(page, 'Agents').getByText(HOSTILE).isVisible()).toBe(true)
    expect([await page.title(), await page.locator('img').count(), wrongs]).toEqual(['Paperclip', 0, []])
  })

  it('G12: run nothing that is not a file of theirs, also where somebody got a script into them', async () => {
    const { page, wrongs } = await atHome()
    await page.evaluate(INJECTED)
    expect(await page.title()).toBe('Paperclip')
    expect(wrongs).toEqual([expect.stringContaining('Content Security Policy')])
  })

  it('let somebody who is invited make an account, sign out and sign in again, and say what is wrong', async () => {
    const { page, wrongs } = await someone()
    await page.goto(`/join#${(await house.acme.invitations.create({ level: 'viewer' })).code}`)
    await page.getByLabel('Name').fill('Grace')
    await page.getByLabel('E-mail address').fill('grace@example.com')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Make my account' }).click()
    await page.getByRole('heading', { name: 'acme' }).waitFor()
    expect(await page.locator('#who').textContent()).toBe('Grace')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL('/sign-in')
    await page.getByLabel('E-mail address').fill('grace@example.com')
    await page.getByLabel('Password').fill('wrong horse battery')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.locator('#words.bad').waitFor()
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('heading', { name: 'acme' }).waitFor()
    expect(wrongs).toEqual([])
    await page.context().clearCookies()
    await page.goto('/companies/acme/approvals/apr_1')
    await page.getByLabel('E-mail address').fill('grace@example.com')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText('There is no such question here').waitFor()
    expect(page.url(), 'back where they wanted to go').toBe(`${house.url}/companies/acme/approvals/apr_1`)
  })

  it('O02, O05: are neither read nor used by a page of another port of this machine, which the browser sends the login of ours with', async () => {
    const { page } = await atHome(), heard: string[] = [], neighbour = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end('<h1>Neighbour</h1>'))
    await new Promise<void>(resolve => { neighbour.listen(0, 'localhost', resolve) })
    ends.push(() => new Promise<void>(resolve => { neighbour.close(() => { resolve() }) }))
    page.on('response', answer => { if (answer.url().startsWith(house.url)) heard.push(`${answer.request().method()} ${answer.status()}`) })
    await page.goto(`http://${new URL(house.url).hostname}:${(neighbour.address() as AddressInfo).port}/`)
    expect(await page.evaluate(attackOn(house.url))).toEqual(['failed', 'failed', 'failed', 'nothing heard'])
    expect(page.frames().at(-1)?.url()).toMatch(/^chrome-error:/)
    await page.evaluate(formTo(`${house.url}/api/v1/companies/acme/tasks`))
    await page.waitForURL(`${house.url}/**`)
    expect(heard.filter(answer => !/ (400|403)$/.test(answer))).toEqual(['GET 200'])
    expect((await house.acme.tasks.list()).rows).toEqual([])
  })

  it('say that the server is not reached, and show what is new once it is there again', async () => {
    const { page } = await atHome()
    await page.context().setOffline(true)
    await house.acme.agents.hire({ slug: 'late', name: 'Late', role: 'worker', adapter: { kind: 'rest', config: {} } })
    await page.getByText('not reached; trying again').waitFor()
    await page.context().setOffline(false)
    await section(page, 'Agents').getByText('Late').waitFor()
    expect(await page.locator('#live').textContent()).toBe('live')
  })

  it('show nothing of a company to whom it is not for', async () => {
    const globex = await house.paperclip.found({ slug: 'globex' }), { page } = await someone()
    await page.context().addCookies([{ name: 'paperclip', value: await seat(house.paperclip, globex, 'owner'), url: house.url, httpOnly: true, sameSite: 'Strict' }])
    await page.goto('/')
    await page.getByRole('heading', { name: 'globex' }).waitFor()
    expect(await page.getByText('acme').count()).toBe(0)
  })
})
