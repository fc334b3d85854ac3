// What the pages of somebody who is signed in have in common.

/** Asks the server, as whoever is signed in. Nobody is sent to the door, and comes back here from there. */
export async function get(path) {
  const answer = await fetch(`/api/v1${path}`, { headers: { accept: 'application/json' } })
  if (answer.status === 401) {
    sessionStorage.setItem('back', location.pathname)
    location.replace('/sign-in')
  }
  if (!answer.ok) throw new Error(`${answer.status}`)
  return answer.json()
}

/** An element with words and others in it. Words are set as words: nothing said by an agent becomes markup. */
export function make(name, className, ...inside) {
  const made = document.createElement(name)
  if (className) made.className = className
  made.append(...inside)
  return made
}

/** The kind of an act, as people say it. */
export const actWords = kind => kind.replace('.', ': ').replaceAll('_', ' ')

/** Says who one is, and lets one go. Returns what goes with whatever is changed. */
export async function signedIn() {
  const { name, csrf } = await get('/session'), headers = { 'content-type': 'application/json', 'x-csrf-token': csrf }
  document.querySelector('#who').textContent = name
  document.querySelector('#out').addEventListener('click', async () => {
    await fetch('/api/v1/session', { method: 'DELETE', headers: { 'x-csrf-token': csrf } })
    location.replace('/sign-in')
  })
  return headers
}
