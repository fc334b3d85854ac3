import { existsSync } from 'node:fs'
import chromium from '@sparticuz/chromium'
import { chromium as launcher, type Browser, type Page } from 'playwright-core'

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
/** Where a browser usually lies, before the one that is installed with this package: that one is for Linux on x64. */
const PLACES = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

const installed = PLACES.find(path => path !== '' && existsSync(path)), isPacked = process.platform === 'linux' && process.arch === 'x64'

/** Why there is no browser here; null if there is one. Throws where it is said that all must run. */
export function lackingBrowser(): string | null {
  if (installed !== undefined || isPacked) return null
  const why = 'there is no Chromium here: install it, or say where it lies in CHROMIUM'
  if (process.env['CI']) throw new Error(`The tests in a browser cannot run: ${why}.`)
  return why
}

/** A browser of nobody's. */
export const aBrowser = async (): Promise<Browser> => launcher.launch({ executablePath: installed ?? await chromium.executablePath(), args: FLAGS })

/** A page for somebody new, and what went wrong on it: errors, and whatever was asked of another address than its own. */
export async function aPage(browser: Browser, origin: string): Promise<{ page: Page; wrongs: string[] }> {
  const page = await (await browser.newContext({ baseURL: origin, locale: 'en', timezoneId: 'UTC' })).newPage(), wrongs: string[] = []
  page.on('console', message => { if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) wrongs.push(message.text()) })
  page.on('pageerror', error => wrongs.push(String(error)))
  page.on('request', request => { if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:')) wrongs.push(request.url()) })
  return { page, wrongs }
}
