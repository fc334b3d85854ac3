import { extname } from 'node:path'

const KNOWN: Readonly<Record<string, string>> = {
  '.csv': 'text/csv', '.gif': 'image/gif', '.html': 'text/html', '.jpeg': 'image/jpeg', '.jpg': 'image/jpeg', '.js': 'text/javascript', '.json': 'application/json', '.log': 'text/plain', '.md': 'text/markdown',
  '.pdf': 'application/pdf', '.png': 'image/png', '.svg': 'image/svg+xml', '.tar': 'application/x-tar', '.txt': 'text/plain', '.webp': 'image/webp', '.xml': 'application/xml', '.yaml': 'application/yaml', '.yml': 'application/yaml', '.zip': 'application/zip',
}

/** What a file of this name most likely is. */
export const mediaTypeOf = (name: string): string => KNOWN[extname(name).toLowerCase()] ?? 'application/octet-stream'
