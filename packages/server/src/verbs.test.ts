import { describe, expect, it } from 'vitest'
import { everyRoute } from './routes/every-route.ts'
import { served } from './testing/served.ts'
import { SERVED_BY } from './testing/served-by.ts'

/** The names of the verbs of a handle: `pause`, `tasks.create`. */
function verbsOf(handle: object, prefix = ''): string[] {
  const own = Object.getOwnPropertyNames(handle), inherited = prefix === '' ? Object.getOwnPropertyNames(Object.getPrototypeOf(handle)).filter(name => name !== 'constructor' && !(name in Object.prototype)) : []
  return [...own, ...inherited].flatMap(name => {
    const value: unknown = Reflect.get(handle, name)
    if (typeof value === 'function') return [`${prefix}${name}`]
    return typeof value === 'object' && value !== null ? verbsOf(value, `${prefix}${name}.`) : []
  })
}

describe('every verb of the SDK', () => {
  it('is served by a route that is named, or stands among those that are not, with why', async () => {
    const { acme, paperclip } = await served()
    const verbs = [...verbsOf(acme).map(verb => `company.${verb}`), ...verbsOf(paperclip).map(verb => `paperclip.${verb}`)]
    expect(verbs).toContain('company.tasks.create')
    expect(Object.keys(SERVED_BY).sort()).toEqual(verbs.sort())
  })

  it('is served by routes that there are', () => {
    const routes = new Set(everyRoute.map(({ method, path }) => `${method} ${path.replace('/companies/:company', '') || '/'}`))
    const named = Object.values(SERVED_BY).flatMap(by => (typeof by === 'string' ? by.split(', ') : []))
    expect(named.filter(route => !routes.has(route))).toEqual([])
  })

  it('has a reason where it is not served', () => {
    for (const by of Object.values(SERVED_BY)) if (typeof by !== 'string') expect(by.notServed.length).toBeGreaterThan(20)
  })
})
