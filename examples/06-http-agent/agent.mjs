// A remote agent: it takes a run, answers 202 at once, and works on by itself. It is asked how far it is at the address it gave.
import { createServer } from 'node:http'

const jobs = new Map()

const server = createServer(async (request, response) => {
  const answer = (status, body, headers = {}) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  if (request.headers.authorization !== `Bearer ${process.env.AGENT_TOKEN}`) return answer(401, 'Who are you?')
  if (request.method === 'GET') {
    const job = jobs.get(request.url)
    if (!job) return answer(404, 'No such run.')
    if (!job.isDone) return answer(202, {})
    const { focus } = job.brief
    return answer(200, {
      outcome: 'done', summary: `Researched "${focus.title}".`, usage: [{ id: 'model', model: 'scout-1', inputTokens: 9000, outputTokens: 700, cost: 41_000 }],
      desk: [{ verb: 'write', input: { key: 'report', body: '# Findings\n\nThey like it.' } }, { verb: 'finish', input: { task: focus.identifier, result: 'See the report.' } }],
    })
  }
  const { run, brief } = JSON.parse(await new Response(request).text())
  const job = { brief, isDone: false }
  jobs.set(`/runs/${run.id}`, job)
  process.once('SIGUSR2', () => { job.isDone = true })                          // stands for hours of research
  answer(202, {}, { location: `/runs/${run.id}` })
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
