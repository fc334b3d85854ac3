// One question to the board: what exactly would be done, why, who asks, and the two answers to it.
import { actWords, get, make, signedIn } from './parts.js'

const question = document.querySelector('#question'), form = document.querySelector('#answer'), words = document.querySelector('#words')
const [, , company, , id] = location.pathname.split('/'), at = `/companies/${company}`
const EVERY_MS = 5_000, AWAY = 'The server is not reached; trying again.'
let shown = ''

const SAID = {
  pending: ({ expiresAt }) => `Waits for the board until ${time(expiresAt)}.`,
  approved: ({ decidedAt, decidedAlone }) => `Approved ${time(decidedAt)}${decidedAlone ? ', by who asked: there is one owner only' : ''}.`,
  rejected: ({ decidedAt }) => `Rejected ${time(decidedAt)}.`,
  stale: () => 'What it was asked about has changed since: it can be asked again.',
  expired: ({ expiresAt }) => `Nobody answered until ${time(expiresAt)}.`,
  cancelled: () => 'Withdrawn.',
}
const time = text => new Date(text).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })

/** Characters that show nothing, or turn what stands beside them around, as their numbers. */
const visible = text => text.replaceAll(/[\p{Cf}\p{Zl}\p{Zp}]|(?![\n\t])\p{Cc}/gu, one => `\\u{${one.codePointAt(0).toString(16)}}`)

/** Who asks, by the name that is known here. */
async function asker({ proposedByKind, proposedById }) {
  const { name } = await get(`${at}/${proposedByKind === 'agent' ? 'agents' : 'members'}/${encodeURIComponent(proposedById)}`).catch(() => ({ name: undefined }))
  return name ?? proposedById
}

const fact = (title, ...inside) => [make('dt', '', title), make('dd', '', ...inside)]

async function look() {
  const approval = await get(`${at}/approvals/${id}`), { status, actKind, input, reason, note, createdAt } = approval
  const [{ name }, who] = await Promise.all([get(at), asker(approval)])
  form.hidden = status !== 'pending'
  if (status === shown) return
  shown = status
  question.replaceChildren(
    make('p', 'mission', visible(name)), make('h2', '', actWords(actKind), make('span', `state ${status}`, status)), make('p', 'said', SAID[status](approval)),
    make('section', '', make('dl', '',
      ...fact('Asked by', visible(who), make('span', 'count', time(createdAt))), ...reason ? fact('Because', visible(reason)) : [],
      ...fact('What exactly', make('pre', '', visible(JSON.stringify(input, null, 2)))), ...note ? fact('Note', visible(note)) : [])))
  question.removeAttribute('aria-busy')
}

/** Looks again, and says so where there is nothing to see. */
async function lookOrSay() {
  try {
    await look()
    if (words.textContent === AWAY) say('', '')
  } catch (error) {
    say(error.message === '404' ? 'There is no such question here, or it is not for you.' : AWAY)
  }
}

function say(what, tone = 'bad') {
  words.textContent = what
  words.className = tone
}

const headers = await signedIn()
form.addEventListener('submit', async event => {
  event.preventDefault()
  const buttons = [...form.querySelectorAll('button')], verb = event.submitter?.value === 'reject' ? 'reject' : 'approve'
  for (const button of buttons) button.disabled = true
  say('One moment…', '')
  const answered = await fetch(`/api/v1${at}/approvals/${id}/${verb}`, { method: 'POST', headers, body: JSON.stringify({ note: form.elements.note.value }) }).catch(() => undefined)
  const told = await answered?.json().catch(() => undefined)
  if (answered?.ok) say('', '')
  else say(told?.detail ?? 'The server does not answer. Is it running?')
  for (const button of buttons) button.disabled = false
  if (answered) await lookOrSay()
})
setInterval(() => { if (!document.hidden && (shown === 'pending' || words.textContent === AWAY)) void lookOrSay() }, EVERY_MS)
await lookOrSay()
