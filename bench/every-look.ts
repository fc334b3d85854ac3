/** Asks a server for something below `/api/v1`. */
export type Ask = (path: string) => Promise<{ status: number; body: string }>

interface Described { name: string; in: 'path' | 'query'; schema?: { enum?: readonly string[] } }

/** What takes as long as there is a log, is not read at once, or is a file: no lists and no charts. */
const NO_LISTS = new Set(['/events', '/audit/verify', '/audit/export', '/audit/reconcile', '/runs/{run}/log/follow', '/artifacts/{artifact}/content', '/skills/{skill}/file'])
/** How far a chart reaches back, beside how far it does unless said, in days. */
const YEAR = 365
const PAGING = ['after', 'limit', 'direction']

/** The addresses of every list and chart of a company, by what the server says of itself: with and without whatever narrows them, from either end, and a second page of each. */
export async function everyLook(ask: Ask, company: string): Promise<string[]> {
  const { paths } = await told<{ paths: Record<string, { get?: { parameters?: Described[] } }> }>(ask, '/openapi.json'), prefix = '/api/v1/companies/{company}', found: string[] = []
  for (const [path, { get }] of Object.entries(paths)) {
    if (!get || !path.startsWith(prefix) || NO_LISTS.has(path.slice(prefix.length))) continue
    const query = (get.parameters ?? []).filter(one => one.in === 'query'), place = await filled(ask, company, path.slice(prefix.length))
    found.push(...(await narrowings(ask, place, query)).flatMap(narrowed => views(place, narrowed, query)))
  }
  const answered = await Promise.all(found.map(async path => ({ path, ...await ask(path) }))), ahead: string[] = []
  for (const { path, status, body } of answered) {
    if (status !== 200) throw new Error(`${path} was answered with ${status}: ${body.slice(0, 300)}`)
    const next: unknown = body.startsWith('{') ? Reflect.get(Object(JSON.parse(body)), 'next') : undefined
    if (typeof next === 'string') ahead.push(`${path}${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(next)}`)
  }
  return [...found, ...ahead]
}

/** The path with the ids of the first that there are. */
async function filled(ask: Ask, company: string, path: string): Promise<string> {
  let place = `/companies/${company}`
  for (const part of path.split('/').filter(piece => piece !== '')) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined) place += `/${part}`
    else {
      const { rows: [first] } = await told<{ rows: Record<string, unknown>[] }>(ask, place), id = first?.[name === 'document' ? 'key' : 'id']
      if (typeof id !== 'string') throw new Error(`${place} lists nothing that could stand for ${part} in ${path}.`)
      place += `/${id}`
    }
  }
  return place
}

/** What narrows a list, alone or with others, by what its first rows are: for each field a value that there is, and none where there may be none. */
async function narrowings(ask: Ask, place: string, query: readonly Described[]): Promise<string[]> {
  const fields = query.filter(({ name }) => query.some(one => one.name === 'direction') && !PAGING.includes(name)).map(({ name }) => name)
  if (fields.length === 0) return ['']
  const ends = await Promise.all(['up', 'down'].map(direction => told<{ rows: Record<string, unknown>[] }>(ask, `${place}?direction=${direction}&limit=500`))), rows = ends.flatMap(end => end.rows)
  const valuesOf = (field: string): string[] => [...rows.some(row => row[field] === null) ? [''] : [], ...rows.map(row => row[field]).filter(value => typeof value === 'string').slice(-1)]
  const all: string[] = ['']
  for (const some of subsets(fields)) {
    const asked = some.reduce<string[]>((before, field) => before.flatMap(one => valuesOf(field).map(value => `${one}&${field}=${encodeURIComponent(value)}`)), [''])
    for (const one of asked) if ((await ask(`${place}?limit=1${one}`)).status === 200) all.push(one.slice(1))          // fields that nobody declared together are refused
  }
  return all
}

/** How each is looked at: a list from either end, a chart by each of its headings and over a longer time. */
function views(place: string, narrowed: string, query: readonly Described[]): string[] {
  const isList = query.some(({ name }) => name === 'direction'), by = query.find(({ name }) => name === 'by')?.schema?.enum
  if (isList) return ['up', 'down'].map(direction => `${place}?${narrowed === '' ? '' : `${narrowed}&`}direction=${direction}`)
  if (query.some(({ name }) => name === 'text')) return ['rain', 'north%20south'].map(text => `${place}?text=${text}`)
  const from = new Date(Date.now() - YEAR * 86_400_000).toISOString(), ranges = query.some(({ name }) => name === 'from') ? ['', `from=${from.slice(0, 10)}`] : query.some(({ name }) => name === 'since') ? ['', `since=${from}`] : ['']
  return (by ? by.map(heading => `by=${heading}`) : ['']).flatMap(heading => ranges.map(range => [heading, range].filter(part => part !== '').join('&'))).map(asked => (asked === '' ? place : `${place}?${asked}`))
}

function subsets(fields: readonly string[]): string[][] {
  return fields.reduce<string[][]>((before, field) => [...before, ...before.map(some => [...some, field])], [[]]).filter(some => some.length > 0 && some.length <= 3)
}

async function told<T>(ask: Ask, path: string): Promise<T> {
  const { status, body } = await ask(path)
  if (status !== 200) throw new Error(`${path} was answered with ${status}: ${body.slice(0, 300)}`)
  return JSON.parse(body) as T                                            // what the server's own document says of it
}
