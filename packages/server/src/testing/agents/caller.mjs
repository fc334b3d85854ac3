// An agent that works at its desk over HTTP alone, tells what it was answered, and tries to get at more than it is handed.
import { writeFileSync } from 'node:fs'

const { PAPERCLIP_API_URL: url, PAPERCLIP_API_KEY: key, PAPERCLIP_TASK_ID: task, OTHER_RUN: other, NOTES: notes } = process.env

async function ask(method, path, body, headers = {}) {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method, headers: { authorization: `Bearer ${key}`, ...body && { 'content-type': 'application/json' }, ...headers }, ...body && { body: JSON.stringify(body) },
  })
  return { status: answer.status, body: await answer.json() }
}

const me = await ask('GET', '/desk')
const inbox = await ask('GET', '/desk/inbox')
const said = await ask('POST', '/desk/say', { task, body: `From outside, and here is my key: ${key}` }, { 'x-paperclip-run-id': other })
const company = await ask('GET', '/companies/acme/tasks')
const finished = await ask('POST', '/desk/finish', { task, result: 'Done over HTTP.' })
writeFileSync(notes, JSON.stringify({ key, url, me: me.body, inbox: inbox.body.rows, statuses: [me.status, inbox.status, said.status, company.status, finished.status] }))
console.log(`My key is ${key}`)
