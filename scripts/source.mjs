// Runs a program from its TypeScript source: `node scripts/source.mjs <program.ts> [arguments…]`. All of our source that it imports is made one bundle, kept
// below node_modules/.cache until a file of it changes, so that a process which a test starts spends its life on what is tested, not on reading TypeScript.
// With `--make` before the program nothing runs: it says where the bundle is, for a program that is started often, or by somebody who may not write there. With
// `--whole` its libraries are in it too, for one that may open hardly any files.
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url)), BUNDLES = join(ROOT, 'node_modules/.cache/paperclip')
/** What a bundle cannot hold. */
const NATIVE = ['libsql', 'pg', 'pg-boss']
const KEPT_MS = 24 * 60 * 60_000

/** What tells one state of these files from another. */
const stateOf = inputs => createHash('sha256').update(inputs.map(path => {
  const { mtimeMs, size } = statSync(join(ROOT, path), { throwIfNoEntry: false }) ?? {}
  return `${path} ${mtimeMs} ${size}\n`
}).join('')).digest('hex').slice(0, 16)

/** Of ours all comes in; libraries stay where each file finds them, and each file knows where it lies. */
const asItLies = ({ transform }, isWhole) => ({
  name: 'as it lies',
  setup(build) {
    if (!isWhole) build.onResolve({ filter: /^[^./]/ }, async ({ kind, path, resolveDir, pluginData }) => {
      if (kind === 'entry-point' || path.startsWith('@paperclip/') || pluginData === 'asked') return undefined
      if (isBuiltin(path)) return { path, external: true }
      const found = await build.resolve(path, { kind, resolveDir, pluginData: 'asked' })
      return found.errors.length > 0 ? { path, external: true } : { path: pathToFileURL(found.path).href, external: true }
    })
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const contents = readFileSync(path, 'utf8')
      if (!contents.includes('import.meta.')) return { loader: 'ts', contents }
      const place = { url: pathToFileURL(path).href, dirname: dirname(path), filename: path }
      const { code } = await transform(contents, { loader: 'ts', define: Object.fromEntries(Object.entries(place).map(([of, is]) => [`import.meta.${of}`, JSON.stringify(is)])) })
      return { loader: 'js', contents: code }
    })
  },
})

/** The bundle of a program, made if there is none of its present source. */
async function bundleOf(program, isWhole) {
  const name = `${basename(program, '.ts')}-${isWhole ? 'whole-' : ''}${createHash('sha256').update(program).digest('hex').slice(0, 8)}`, list = join(BUNDLES, `${name}.json`)
  const folderFor = inputs => join(BUNDLES, `${name}-${stateOf(inputs)}`)
  if (existsSync(list)) {
    const bundle = join(folderFor(JSON.parse(readFileSync(list, 'utf8'))), 'program.mjs')
    if (existsSync(bundle)) return bundle
  }
  mkdirSync(BUNDLES, { recursive: true })
  const made = mkdtempSync(join(BUNDLES, 'made-')), esbuild = await import('esbuild')
  const { metafile } = await esbuild.build({
    absWorkingDir: ROOT, entryPoints: { program }, outdir: made, outExtension: { '.js': '.mjs' }, bundle: true, splitting: true, metafile: true,
    format: 'esm', platform: 'node', target: 'node20', conditions: ['x-src'], plugins: [asItLies(esbuild, isWhole)], logLevel: 'error',
    ...isWhole ? { external: NATIVE, banner: { js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);' } } : {},
  })
  chmodSync(made, 0o755)
  const inputs = Object.keys(metafile.inputs).sort(), folder = folderFor(inputs)
  try {
    renameSync(made, folder)
  } catch {
    rmSync(made, { recursive: true })                                    // somebody else made the same meanwhile
  }
  writeFileSync(join(BUNDLES, `${name}.${process.pid}`), JSON.stringify(inputs))
  renameSync(join(BUNDLES, `${name}.${process.pid}`), list)
  for (const old of readdirSync(BUNDLES)) if (Date.now() - statSync(join(BUNDLES, old), { throwIfNoEntry: false })?.mtimeMs > KEPT_MS) rmSync(join(BUNDLES, old), { recursive: true, force: true })
  return join(folder, 'program.mjs')
}

const [node, , ...given] = process.argv, options = new Set(given.filter((one, n) => n < 2 && (one === '--make' || one === '--whole'))), [program, ...args] = given.slice(options.size)
const entry = resolve(program), bundle = await bundleOf(entry, options.has('--whole'))
if (options.has('--make')) console.log(bundle)
else {
  process.argv = [node, entry, ...args]
  await import(pathToFileURL(bundle).href)
}
