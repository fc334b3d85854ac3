import { describe, expect, it } from 'vitest'
import { served } from './testing/served.ts'

describe('the pages', () => {
  it('G12: of the state, of a question and of the door are whoever\'s, hold no data, and run no script but their own files', async () => {
    const { app } = await served(), ask = (url: string) => app.inject({ url, headers: { host: 'localhost:4400' } })
    for (const url of ['/', '/companies/acme/approvals/apr_1', '/open', '/join', '/sign-in', '/oidc?code=x&state=y', '/link']) {
      const page = await ask(url)
      expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
      expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
      expect(page.body).not.toMatch(/<script(?![^>]* src=)|<style|style=|\son\w+=|acme/)
      for (const [, file = ''] of page.body.matchAll(/(?:src|href)="(\/[^"]+)"/g)) expect((await ask(file)).statusCode).toBe(200)
    }
    expect((await ask('/pages/../package.json')).statusCode).toBe(404)
    expect((await ask('/pages/..%2fpackage.json')).statusCode).toBe(404)
  })
})
