// Puts the modules of the packages into few files, dist/bundle*.js, after tsc has built them: opening hundreds of files takes
// longer than running them (docs/decisions/0005-packages-are-few-files.md). Declarations stay as tsc writes them.
import { fileURLToPath } from 'node:url'
import { bundlePackage } from './bundle/bundle-package.ts'
import { bundleContainerProgram } from './bundle/container-program.ts'

const packages = fileURLToPath(new URL('../packages/', import.meta.url))

// A class of the library is the same whichever entry it comes from.
await bundlePackage(`${packages}connector`, { sharesOneFile: true })
for (const name of ['catalog', 'sandbox', 'protocol', 'process', 'endpoints', 'runner', 'container', 'mcp']) {
  await bundlePackage(packages + name)
}
// The program of a worker is found beside the file that starts it.
await bundlePackage(`${packages}hub`, { entries: { 'map-in-worker': 'processes/failures/map-in-worker.js' } })

await bundleContainerProgram()
