// Builds the container image: `node scripts/build-image.ts [--base debian|public] [--tag NAME:TAG]`. It needs buildah, strip, and
// what `npm ci` and `npm run build` leave in the checkout.
import { parseArgs } from 'node:util'
import { buildImages } from './image/build-image.ts'

const { values } = parseArgs({
  options: {
    base: { type: 'string', default: 'public' },
    tag: { type: 'string', default: 'localhost/coupa-connector:latest' },
  },
})
const { base, tag } = values
if (base !== 'debian' && base !== 'public') {
  process.stderr.write(
    `--base cannot be "${base}". It is "public", or "debian" for a base of this system's own packages.\n`,
  )
  process.exitCode = 2
} else {
  const { images } = buildImages({ base, tag })
  process.stdout.write(`Built ${images.complete}, and ${images.slim} without the embedded database.\n`)
}
