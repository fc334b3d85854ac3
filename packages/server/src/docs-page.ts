type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const at = (value: unknown, ...path: readonly string[]): unknown => path.reduce<unknown>((inside, name) => (isObject(inside) ? inside[name] : undefined), value)
const entries = (value: unknown): [string, unknown][] => (isObject(value) ? Object.entries(value) : [])
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' }
/** A text in a page: nothing of it is markup, but for what stands in backticks. */
const safe = (text: unknown): string => String(text ?? '').replace(/[&<>"']/g, sign => SIGNS[sign] ?? '')
const prose = (text: unknown): string => safe(text).replace(/`([^`]+)`/g, '<code>$1</code>')

/** The OpenAPI document as a page without a script: what there is, what it takes, what it answers. */
export function pageOfApi(document: object): string {
  const routes = entries(at(document, 'paths')).flatMap(([path, methods]) => entries(methods).map(([method, route]) => ({ path, method: method.toUpperCase(), route, tag: String(list(at(route, 'tags'))[0] ?? 'Other') })))
  const tags = [...new Set(routes.map(({ tag }) => tag))]
  const index = tags.map(tag => `<li><a href="#${anchor(tag)}">${safe(tag)}</a></li>`).join('')
  const parts = tags.map(tag => `<section id="${anchor(tag)}"><h2>${safe(tag)}</h2>${routes.filter(route => route.tag === tag).map(one => routeOf(document, one)).join('')}</section>`)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${safe(at(document, 'info', 'title'))} API</title><link rel="icon" href="data:,"><link rel="stylesheet" href="docs.css"></head>`
    + `<body><header><h1>${safe(at(document, 'info', 'title'))} API</h1><p>${prose(at(document, 'info', 'description'))}</p><p><a href="openapi.json">openapi.json</a></p></header><nav><ul>${index}</ul></nav><main>${parts.join('')}</main></body></html>`
}

const anchor = (tag: string): string => tag.toLowerCase().replace(/[^a-z0-9]+/g, '-')

function routeOf(document: object, { path, method, route }: { path: string; method: string; route: unknown }): string {
  const query = list(at(route, 'parameters')).filter(one => at(one, 'in') === 'query')
  const taken = query.map(one => fieldOf(document, { name: String(at(one, 'name')), schema: at(one, 'schema'), about: at(one, 'description'), isNeeded: at(one, 'required') === true }))
  const bodies = entries(at(route, 'requestBody', 'content')).map(([type, content]) => shapeOf(document, `Body (${type})`, at(content, 'schema')))
  const replies = entries(at(route, 'responses')).filter(([status]) => status !== '4XX').map(([status, reply]) => {
    const [type, content] = entries(at(reply, 'content'))[0] ?? []
    return type === undefined ? `<p>${safe(status)}: no body</p>` : shapeOf(document, `${status} (${type})`, at(content, 'schema'))
  })
  return `<details><summary><b class="${method.toLowerCase()}">${method}</b> <code>${safe(path)}</code> <span>${prose(at(route, 'summary'))}</span></summary>`
    + `${at(route, 'description') === undefined ? '' : `<p>${prose(at(route, 'description'))}</p>`}<p>${safe(waysIn(route))}</p>${taken.length === 0 ? '' : `<h4>Query</h4><dl>${taken.join('')}</dl>`}${bodies.join('')}${replies.join('')}</details>`
}

/** Whom a route lets in, by what they bring. */
function waysIn(route: unknown): string {
  const ways = list(at(route, 'security')).map(way => entries(way).map(([proof]) => proof).join(' and '))
  return ways.length === 0 ? 'Open to anybody.' : `With ${ways.join(', or ')}.`
}

/** A shape, one level deep: what a name refers to is told where it is used. */
function shapeOf(document: object, title: string, given: unknown): string {
  const schema = resolved(document, given), needed = list(at(schema, 'required'))
  const fields = entries(at(schema, 'properties')).map(([name, one]) => fieldOf(document, { name, schema: one, about: at(one, 'description'), isNeeded: needed.includes(name) }))
  return `<h4>${safe(title)}</h4>${fields.length === 0 ? `<p>${safe(kindOf(document, schema))}</p>` : `<dl>${fields.join('')}</dl>`}`
}

interface Field { name: string; schema: unknown; about: unknown; isNeeded: boolean }
const fieldOf = (document: object, { name, schema, about, isNeeded }: Field): string => `<dt><code>${safe(name)}</code>${isNeeded ? ' <em>needed</em>' : ''}</dt><dd>${safe(kindOf(document, schema))}${about === undefined ? '' : `. ${prose(about)}`}</dd>`

function resolved(document: object, schema: unknown): unknown {
  const reference = at(schema, '$ref')
  return typeof reference === 'string' ? at(document, ...reference.replace(/^#\//, '').split('/')) : schema
}

function kindOf(document: object, given: unknown): string {
  const schema = resolved(document, given), choices = list(at(schema, 'anyOf') ?? at(schema, 'oneOf')), values = list(at(schema, 'enum'))
  if (values.length > 0) return values.join(' | ')
  if (at(schema, 'const') !== undefined) return String(at(schema, 'const'))
  if (choices.length > 0) return choices.map(choice => kindOf(document, choice)).join(' | ')
  if (at(schema, 'type') === 'array') return `list of ${kindOf(document, at(schema, 'items'))}`
  return String(at(schema, 'title') ?? at(schema, 'format') ?? at(schema, 'type') ?? 'anything')
}

export const PAGE_STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 62rem; margin: 0 auto; padding: 1rem }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none }
details { border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: .4rem; margin: .4rem 0; padding: .4rem .8rem; overflow-wrap: anywhere }
summary { cursor: pointer }
summary b { display: inline-block; min-width: 4.5rem }
.get { color: #2563eb } .post { color: #15803d } .put, .patch { color: #b45309 } .delete { color: #b91c1c }
dt { font-weight: 600 } dd { margin: 0 0 .3rem 1.2rem }
`
