import { describe, expect, it } from 'vitest'
import { served } from '../testing/served.ts'
import { everyRoute } from './every-route.ts'

describe('the documentation', () => {
  it('tells every route, to programs and to people, without a script, a style or a source of its own', async () => {
    const { ask } = await served()
    const document = (await ask(null, 'GET', '/openapi.json')).json<{ openapi: string; paths: Record<string, unknown> }>()
    expect(document.openapi).toBe('3.1.0')
    const page = await ask(null, 'GET', '/docs')
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.body).not.toMatch(/<script|\sstyle=|<style|\son\w+=|https?:\/\/(?!localhost)/)
    for (const { path } of everyRoute) {
      const told = `/api/v1${path.replace(/:(\w+)/g, '{$1}')}`
      expect(document.paths[told], told).toBeDefined()
      expect(page.body).toContain(`<code>${told}</code>`)
    }
    expect((await ask(null, 'GET', '/docs.css')).headers['content-type']).toBe('text/css; charset=utf-8')
  })

  it('tells the routes of the existing application too, where those are served', async () => {
    const paths = async (compatibility: boolean) => Object.keys((await (await served({ server: { compatibility } })).ask(null, 'GET', '/openapi.json')).json<{ paths: object }>().paths)
    expect((await paths(false)).filter(path => !path.startsWith('/api/v1/'))).toEqual([])
    expect(await paths(true)).toContain('/api/issues/{issue}/checkout')
  })
})
