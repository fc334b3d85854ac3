import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPaperclip, memoryStore } from '@paperclip/core'
import { createServer } from '@paperclip/server'
import openapi, { astToString } from 'openapi-typescript'
import { expect, it } from 'vitest'

const HEAD = '// Made from the OpenAPI document of the server: `npm run generate -w @paperclip/client`.\n'
const MOUNT = '/api/v1'

/** The routes of the present server, below where they are mounted. */
async function documented(): Promise<string> {
  const app = await createServer({ paperclip: createPaperclip({ store: memoryStore() }), publicUrls: ['http://localhost'] })
  const document: unknown = (await app.inject({ url: `${MOUNT}/openapi.json`, headers: { host: 'localhost' } })).json()
  const paths = Object.entries(Object(document).paths).filter(([path]) => path.startsWith(`${MOUNT}/`)).map(([path, served]) => [path.slice(MOUNT.length), served])
  await app.close()
  return JSON.stringify({ ...Object(document), paths: Object.fromEntries(paths) })
}

it('the types of the client are those of the server as it is: npm run generate -w @paperclip/client', async () => {
  await expect(HEAD + astToString(await openapi(await documented()))).toMatchFileSnapshot(join(import.meta.dirname, 'generated', 'api.ts'))
}, 60_000)

it('the client stands on nothing of Node, so that it runs in a page', () => {
  const sources = readdirSync(import.meta.dirname).filter(name => /(?<!\.test)\.ts$/.test(name)).map(name => readFileSync(join(import.meta.dirname, name), 'utf8'))
  expect(sources.length).toBeGreaterThan(5)
  expect(sources.flatMap(text => [...text.matchAll(/from '([^.'][^']*)'/g)].map(([, from]) => from))).toEqual(['openapi-fetch'])
  expect(sources.filter(text => /\b(?:process|Buffer|require|__dirname)\b[.(]/.test(text))).toEqual([])
})
