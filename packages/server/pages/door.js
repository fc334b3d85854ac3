// The door: opens this machine's own desk by a link, makes an account by an invitation, signs in, or takes somebody to a provider of sign-ins and back. The code of a link stands behind the #, which no server sees.
const words = document.querySelector('#words'), form = document.querySelector('#form'), elsewhere = document.querySelector('#elsewhere')
const code = location.hash.slice(1), answer = location.search.slice(1), place = location.pathname
history.replaceState(null, '', place)

const json = { 'content-type': 'application/json' }

/** Posts, and goes where that leads; else says why not. */
async function post(path, body, headers = json) {
  const answered = await fetch(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => undefined)
  const told = await answered?.json().catch(() => undefined)
  if (answered?.ok) return told?.url ? location.assign(told.url) : location.replace(back())
  say(told?.detail ?? 'The server does not answer. Is it running?')
  return answered?.status
}

/** Where somebody came from who was not signed in: a question to the board, or the start. */
function back() {
  const from = sessionStorage.getItem('back') ?? ''
  sessionStorage.removeItem('back')
  return /^\/companies\/[\w-]+\/approvals\/\w+$/.test(from) ? from : '/'
}

const get = async path => {
  const answered = await fetch(`/api/v1${path}`).catch(() => undefined)
  return answered?.ok ? answered.json() : undefined
}

function say(what) {
  words.textContent = what
  words.classList.add('bad')
}

const WORDS = {
  join: 'You are invited. Make your account.',
  'sign-in': 'Sign in with your account. At the machine this runs on, the link it printed at its start lets you in without one.',
  used: 'This link leads in no more: it is good once, and for ten minutes. Sign in with your account, or, at the machine this runs on, end what runs there and start it again: it prints a new link.',
}

/** Asks who somebody is. What was said to them already stays. */
async function ask(what, isSaid = false) {
  const isJoining = what === 'join'
  if (!isSaid) words.textContent = WORDS[what]
  show(isJoining ? 'join' : 'sign-in')
  form.elements.password.autocomplete = isJoining ? 'new-password' : 'current-password'
  form.querySelector('button').textContent = isJoining ? 'Make my account' : 'Sign in'
  onSubmit(({ name, email, password }) => (isJoining ? post('/session/join', { code, name, email, password }) : post('/session', { email, password })))
  const { oidc } = await get('/session/ways') ?? {}
  if (!oidc) return
  elsewhere.textContent = `${isJoining ? 'Make my account' : 'Sign in'} with ${oidc.name}`
  elsewhere.hidden = false
  elsewhere.addEventListener('click', () => post('/session/oidc', isJoining ? { code } : {}))
}

/** Asks for the password of whoever is signed in, and takes them to the provider to be linked with who they are there. */
async function link() {
  const [own, { oidc } = {}] = await Promise.all([get('/session'), get('/session/ways')])
  if (!own || !oidc) return location.replace(own ? '/' : '/sign-in')
  words.textContent = `Say your password once more. Then ${oidc.name} asks who you are there, and from then on you can sign in with that.`
  show('link')
  form.querySelector('button').textContent = `Link my account with ${oidc.name}`
  onSubmit(({ password }) => post('/account/oidc', { current: password }, { ...json, 'x-csrf-token': own.csrf }))
}

/** Shows the fields that something takes. */
function show(what) {
  for (const label of form.querySelectorAll('[data-for]')) {
    label.hidden = !label.dataset.for.split(' ').includes(what)
    label.querySelector('input').required = !label.hidden
  }
  form.hidden = false
}

function onSubmit(act) {
  form.addEventListener('submit', async event => {
    event.preventDefault()
    const button = form.querySelector('button')
    button.disabled = true
    await act(Object.fromEntries(new FormData(form)))
    button.disabled = false
  })
}

if (place === '/oidc' && answer !== '') {
  if (await post('/session/oidc/return', { answer }) !== undefined) await ask('sign-in', true)
} else if (place === '/link') await link()
else if (place === '/open' && code !== '') {
  if (await post('/session/open', { code }) === 401) await ask('used')
} else await ask(place === '/join' && code !== '' ? 'join' : 'sign-in')
