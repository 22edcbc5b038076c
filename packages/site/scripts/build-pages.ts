import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'astro'
import { packagesOf } from '../../../scripts/packed/bundled-packages.ts'
import { finishSite } from './finish/finish-site.ts'
import { refuseUnknownPackages, siteNotices } from './finish/site-packages.ts'
import { writePages } from './write-pages.ts'

/**
 * Builds all pages. They come from the documents of the repository and from the code; nothing of them is kept. Throws when a
 * link leads nowhere.
 */
export async function buildPages({ root, site }: { readonly root: string; readonly site: string }): Promise<void> {
  const dist = join(site, 'dist')
  rmSync(dist, { recursive: true, force: true })
  await writePages({ root, site })
  const modules: string[] = []
  process.env.ASTRO_TELEMETRY_DISABLED = '1'
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
  writeFileSync(join(dist, 'THIRD-PARTY-NOTICES.md'), siteNotices())
}
