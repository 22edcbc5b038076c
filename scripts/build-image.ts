// Builds the container image: `node scripts/build-image.ts [--base IMAGE] [--tag NAME:TAG]`. It needs buildah, strip, and
// what `npm ci` and `npm run build` leave in the checkout.
import { parseArgs } from 'node:util'
import { buildImages } from './image/build-image.ts'

const { values } = parseArgs({
  options: {
    base: { type: 'string' },
    tag: { type: 'string', default: 'localhost/coupa-connector:latest' },
  },
})
const { images } = buildImages(values)
process.stdout.write(`Built ${images.complete}, and ${images.slim} without the embedded database.\n`)
