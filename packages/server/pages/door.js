// The door: opens this machine's own desk by a link, makes an account by an invitation, or signs in. The code of a link stands behind the #, which no server sees.
const words = document.querySelector('#words'), form = document.querySelector('#form')
const code = location.hash.slice(1), place = location.pathname
history.replaceState(null, '', place)

/** Posts, and goes in where that leads in; else says why not. */
async function post(path, body) {
  const answer = await fetch(`/api/v1${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).catch(() => undefined)
  if (answer?.ok) return location.replace('/')
  const problem = await answer?.json().catch(() => undefined)
  words.textContent = problem?.detail ?? 'The server does not answer. Is it running?'
  words.classList.add('bad')
  return answer?.status
}

const WORDS = {
  join: 'You are invited. Make your account.',
  'sign-in': 'Sign in with your account. At the machine this runs on, the link it printed at its start lets you in without one.',
  used: 'This link leads in no more: it is good once, and for ten minutes. Sign in with your account, or, at the machine this runs on, end what runs there and start it again: it prints a new link.',
}

function ask(what) {
  const isJoining = what === 'join'
  words.textContent = WORDS[what]
  form.hidden = false
  form.querySelector('[data-for=join]').hidden = !isJoining
  form.elements.name.required = isJoining
  form.elements.password.autocomplete = isJoining ? 'new-password' : 'current-password'
  form.querySelector('button').textContent = isJoining ? 'Make my account' : 'Sign in'
  form.addEventListener('submit', async event => {
    event.preventDefault()
    const { name, email, password } = Object.fromEntries(new FormData(form)), button = form.querySelector('button')
    button.disabled = true
    await (isJoining ? post('/session/join', { code, name, email, password }) : post('/session', { email, password }))
    button.disabled = false
  })
}

if (place === '/open' && code !== '') {
  if (await post('/session/open', { code }) === 401) ask('used')
} else ask(place === '/join' && code !== '' ? 'join' : 'sign-in')
