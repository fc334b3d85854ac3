import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'

/** The files of the pages, beside the sources and beside what is built of them. */
const FILES = new URL('../pages/', import.meta.url)

/** What a browser may ask for, whoever it is of: pages that hold nothing but themselves. What they show they ask for, as whoever is signed in. */
const PAGES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['status.html', 'text/html'], '/companies/:company/approvals/:approval': ['approval.html', 'text/html'], '/open': ['door.html', 'text/html'], '/join': ['door.html', 'text/html'], '/sign-in': ['door.html', 'text/html'], '/oidc': ['door.html', 'text/html'], '/link': ['door.html', 'text/html'],
  '/pages/page.css': ['page.css', 'text/css'], '/pages/status.js': ['status.js', 'text/javascript'], '/pages/approval.js': ['approval.js', 'text/javascript'], '/pages/parts.js': ['parts.js', 'text/javascript'], '/pages/door.js': ['door.js', 'text/javascript'],
}

/** Serves the pages: the state of the companies, a question to the board, and the door. */
export function servePages(app: FastifyInstance): void {
  for (const [url, [file, type]] of Object.entries(PAGES)) {
    const text = readFileSync(new URL(file, FILES), 'utf8')
    app.get(url, { schema: { hide: true } }, (_, reply) => reply.type(`${type}; charset=utf-8`).send(text))
  }
}
