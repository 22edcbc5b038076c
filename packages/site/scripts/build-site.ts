// Builds the site into `dist`, as a hub serves it at /docs. Pages come from the documents of the repository and from the
// code; nothing of them is kept. Ends with an error when a link leads nowhere. Pages that have not changed since the last
// build are not built again.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'astro'
import { packagesOf } from '../../../scripts/packed/bundled-packages.ts'
import { digestOf } from './digest-of.ts'
import { finishSite } from './finish/finish-site.ts'
import { refuseUnknownPackages, siteNotices } from './finish/site-packages.ts'
import { writePages } from './write-pages.ts'

const site = fileURLToPath(new URL('..', import.meta.url))
const root = fileURLToPath(new URL('../../..', import.meta.url))
const dist = `${site}dist`
const builtFrom = `${site}.astro/built-from`

await writePages({ root, site })
const digest = digestOf(site, ['public/**/*', 'src/**/*', 'scripts/**/*', '*.{json,ts}'])
if (!existsSync(`${dist}/index.html`) || !existsSync(builtFrom) || readFileSync(builtFrom, 'utf8') !== digest) {
  await buildPages()
  mkdirSync(`${site}.astro`, { recursive: true })
  writeFileSync(builtFrom, digest)
}

async function buildPages(): Promise<void> {
  process.env.ASTRO_TELEMETRY_DISABLED = '1'
  rmSync(dist, { recursive: true, force: true })
  const modules: string[] = []
  await build({
    root: site,
    logLevel: 'error',
    vite: {
      plugins: [
        {
          name: 'modules-of-the-pages',
          generateBundle(_options, bundle) {
            if (this.environment.name !== 'client') return
            for (const file of Object.values(bundle)) if (file.type === 'chunk') modules.push(...file.moduleIds)
          },
        },
      ],
    },
  })
  refuseUnknownPackages(packagesOf(modules))
  finishSite(dist)
  writeFileSync(`${dist}/THIRD-PARTY-NOTICES.md`, siteNotices())
}
