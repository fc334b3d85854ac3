// How things stand in every company one may see. It asks again when something happens, and every so often in case nothing was heard.
import { actWords, get, make, signedIn } from './parts.js'

const main = document.querySelector('#companies'), live = document.querySelector('#live')
const EVERY_MS = 2_000, LISTENED_MS = 15_000, COMPANIES_AT_ONCE = 10
const streams = new Map()
let isAsking = false, isDue = true, mostCompanies = COMPANIES_AT_ONCE

const usd = micros => `$${(micros / 1e6).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
const time = text => new Date(text).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** Every row of a list, page after page. */
async function all(path) {
  const rows = []
  for (let after = null; ;) {
    const page = await get(`${path}?limit=500${after === null ? '' : `&after=${encodeURIComponent(after)}`}`)
    rows.push(...page.rows)
    if (page.next === null) return rows
    after = page.next
  }
}

/** A list under its title. Of what goes on it says which part is shown, not that this were all. */
function section(title, rows, { nothing, next = null, part = 'the first' }) {
  const count = rows.length === 0 ? '' : next === null ? ` ${rows.length}` : ` ${part} ${rows.length}`
  return make('section', '', make('h3', '', title, make('span', 'count', count)), rows.length === 0 ? make('p', 'empty', nothing) : make('ul', '', ...rows))
}

const row = (tone, title, [aside, below]) => make('li', tone, make('span', 'title', title), make('span', 'aside', aside), ...below ? [make('span', 'below', below)] : [])

function linked(address, text) {
  const made = make('a', '', text)
  made.href = address
  return made
}

const RUNNING = new Set(['running', 'deferred'])
const TONES = { succeeded: 'good', running: 'link', deferred: 'link', failed: 'bad', timed_out: 'bad', lost: 'bad', cancelled: 'warn' }

async function companyOf({ slug, name, mission, status }) {
  const at = `/companies/${encodeURIComponent(slug)}`
  const [agents, runs, approvals, budgets] = await Promise.all([get(`${at}/agents?limit=200`), get(`${at}/runs?direction=down&limit=12`), get(`${at}/approvals?status=pending&limit=50`), get(`${at}/budgets?limit=12`)])
  const balances = await Promise.all(budgets.rows.map(({ id }) => get(`${at}/budgets/${id}/balance`)))
  const byId = new Map(agents.rows.map(agent => [agent.id, agent])), nameOf = id => byId.get(id)?.name ?? (id === undefined ? '' : 'somebody')
  const working = new Set(runs.rows.filter(run => RUNNING.has(run.status)).map(({ agentId }) => agentId))
  return make('article', '',
    make('h2', '', name, make('span', `state ${status}`, status)), ...mission ? [make('p', 'mission', mission)] : [],
    make('div', 'grid',
      section('Waits for you', approvals.rows.map(({ id, actKind, proposedByKind, proposedById, reason, expiresAt }) => row('warn', linked(`${at}/approvals/${id}`, actWords(actKind)), [proposedByKind === 'agent' ? nameOf(proposedById) : '', `${reason ? `${reason} · ` : ''}until ${new Date(expiresAt).toLocaleDateString()}`])), { nothing: 'Nothing to decide.', next: approvals.next }),
      section('Agents', agents.rows.map(({ id, name, status, adapter }) => row(working.has(id) ? 'link' : status === 'active' ? 'plain' : 'quiet', name, [working.has(id) ? 'working' : status === 'active' ? 'resting' : status, adapter.kind])), { nothing: 'Nobody works here yet.', next: agents.next }),
      section('Runs', runs.rows.map(({ agentId, status, spent, startedAt, summary }) => row(TONES[status] ?? 'plain', nameOf(agentId), [`${status.replace('_', ' ')} · ${usd(spent)}`, [time(startedAt), summary].filter(Boolean).join(' · ')])), { nothing: 'No run yet.', next: runs.next, part: 'the latest' }),
      section('Money', budgets.rows.map(({ scope, scopeId, window, limit }, at) => {
        const { spent, reserved, stoppedAt } = balances[at], meter = make('meter', '')
        Object.assign(meter, { min: 0, max: Math.max(limit, 1), value: spent + reserved, high: limit * 0.8 })
        meter.setAttribute('aria-label', `${usd(spent)} of ${usd(limit)} spent`)
        const line = row(stoppedAt ? 'bad' : 'plain', byId.has(scopeId) ? `${nameOf(scopeId)}${scope === 'team' ? '\'s team' : ''}` : scope, [`${usd(spent)} of ${usd(limit)} a ${window}`, stoppedAt ? 'Stopped: it is used up.' : reserved > 0 ? `${usd(reserved)} reserved for runs in hand` : ''])
        line.append(meter)
        return line
      }), { nothing: 'No budget is set.', next: budgets.next })))
}

function listen(slugs) {
  for (const [slug, stream] of streams) if (!slugs.includes(slug)) { stream.close(); streams.delete(slug) }
  for (const slug of slugs.slice(0, 4)) {
    if (streams.has(slug)) continue
    const stream = new EventSource(`/api/v1/companies/${encodeURIComponent(slug)}/events?pulses=off`)
    for (const kind of ['record', 'reset']) stream.addEventListener(kind, () => { isDue = true })
    streams.set(slug, stream)
  }
}

/** What leads to the companies that are not shown yet. */
function more(many) {
  if (many <= mostCompanies) return []
  const button = make('button', '', `Show more companies (${mostCompanies} of ${many} are shown)`)
  button.type = 'button'
  button.addEventListener('click', () => {
    mostCompanies += COMPANIES_AT_ONCE
    button.disabled = true
    void look()
  })
  return [make('p', 'more', button)]
}

async function look() {
  if (isAsking || document.hidden) return
  isAsking = true
  isDue = false
  try {
    const rows = await all('/companies'), shown = rows.slice(0, mostCompanies)
    const articles = await Promise.all(shown.map(companyOf))
    main.replaceChildren(...articles.length > 0 ? [...articles, ...more(rows.length)] : [make('p', 'empty', 'No company yet. Found one: paperclipai company create <slug>')])
    main.removeAttribute('aria-busy')
    live.textContent = 'live'
    live.className = 'good'
    listen(shown.map(({ slug }) => slug))
  } catch {
    live.textContent = 'not reached; trying again'
    live.className = 'bad'
    isDue = true
  } finally {
    isAsking = false
  }
}

document.addEventListener('visibilitychange', () => { isDue = true; void look() })

await signedIn()
const [{ oidc }, ways] = await Promise.all([get('/session/ways'), get('/account/ways')]), link = document.querySelector('#link')
link.hidden = !oidc || ways.linked || !ways.password
link.textContent = oidc ? `Link with ${oidc.name}` : ''
let sinceMs = 0
setInterval(() => {
  sinceMs += EVERY_MS
  const isHeard = streams.size > 0 && [...streams.values()].every(({ readyState }) => readyState === EventSource.OPEN)
  if (!isDue && isHeard && sinceMs < LISTENED_MS) return
  sinceMs = 0
  void look()
}, EVERY_MS)
await look()
