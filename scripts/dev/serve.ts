// `coupa-connector serve` from the sources. Runs with --conditions=source.
import { main } from '../../packages/cli/src/main.ts'

await main(['serve', ...process.argv.slice(2)])
