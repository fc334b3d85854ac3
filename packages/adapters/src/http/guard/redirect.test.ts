import { describe, expect, it } from 'vitest'
import { nextHop } from './redirect.ts'

const url = new URL('https://a.test/one')
const hop = (method: string, status: number, location?: string) => nextHop({ method, url, redirects: 'any' }, status, location)

describe('a redirect', () => {
  it.each([
    ['POST', 307, '/two', 'https://a.test/two'], ['POST', 308, 'https://b.test/#x', 'https://b.test/'], ['DELETE', 307, '/two', 'https://a.test/two'],
    ['GET', 301, '/two', 'https://a.test/two'], ['GET', 302, '//b.test/', 'https://b.test/'], ['HEAD', 303, '?q', 'https://a.test/one?q'],
  ])('of %s by %i to %s is followed', (method, status, location, to) => {
    expect(hop(method, status, location)).toEqual({ kind: 'go', url: new URL(to) })
  })

  it.each([['POST', 301, '/two'], ['POST', 302, '/two'], ['POST', 303, '/two'], ['DELETE', 303, '/two'], ['GET', 300, '/two'], ['GET', 304, '/two'], ['GET', 200, '/two'], ['POST', 307, undefined]])(
    'of %s by %i to %s is the answer', (method, status, location) => {
      expect(hop(method, status, location)).toEqual({ kind: 'stay' })
    })

  it.each(['http://a.test/two', 'file:///etc/passwd', 'javascript:alert(1)', 'https://', 'https://u:p@a.test/', 'gopher://a.test/'])('O11: to %s is refused', location => {
    expect(hop('POST', 307, location)).toMatchObject({ kind: 'refused' })
  })

  it('stays at the origin, or is the answer, where that is asked', () => {
    expect(nextHop({ method: 'GET', url, redirects: 'same_origin' }, 302, 'https://a.test:8443/')).toMatchObject({ kind: 'refused' })
    expect(nextHop({ method: 'GET', url, redirects: 'none' }, 302, '/two')).toEqual({ kind: 'stay' })
  })
})
