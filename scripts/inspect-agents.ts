// Asks the server of agents by the official inspector: over standard streams with a sandbox, and at a hub if
// COUPA_CONNECTOR_HUB_URL and COUPA_CONNECTOR_API_KEY name one. Apart from the tests, because the inspector is 110 MB.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startSandbox } from '@coupa-connector/sandbox'

const inspector = '@modelcontextprotocol/inspector@2.12.0'
const program = fileURLToPath(new URL('../packages/cli/bin/coupa-connector.js', import.meta.url))
const run = promisify(execFile)

/** What the inspector prints of one request, which is the result as JSON. Rejects where the server does not answer well. */
async function inspect(target: readonly string[], request: readonly string[]): Promise<string> {
  const args = ['--yes', inspector, '--cli', ...target, ...request]
  const { stdout } = await run('npx', args, { timeout: 120_000, maxBuffer: 8 * 1024 * 1024 }).catch((error) => {
    // The command line holds the key.
    throw new Error(`The inspector failed: ${error.stderr || error.stdout}`)
  })
  return stdout
}

async function inspectAll(name: string, target: readonly string[], wanted: number): Promise<void> {
  const { tools } = JSON.parse(await inspect(target, ['--method', 'tools/list'])) as { tools: { name: string }[] }
  if (tools.length !== wanted) throw new Error(`${name}: ${tools.length} tools, and not ${wanted}`)
  const call = ['--method', 'tools/call', '--tool-name', 'find_resources', '--tool-arg', 'text=supplier invoices']
  const found = await inspect(target, call)
  if (!found.includes('invoices')) throw new Error(`${name}: find_resources did not find invoices: ${found}`)
  process.stdout.write(`${name}: ${tools.length} tools, and find_resources answers.\n`)
}

const sandbox = await startSandbox({ records: 3 })
try {
  const { url, accessTokenUrl, clientId, clientSecret, scope } = sandbox
  const environment = Object.entries({
    COUPA_URL: url,
    COUPA_ACCESS_TOKEN_URL: accessTokenUrl,
    COUPA_CLIENT_ID: clientId,
    COUPA_CLIENT_SECRET: clientSecret,
    COUPA_SCOPE: scope,
  }).flatMap(([name, value]) => ['-e', `${name}=${value}`])
  await inspectAll('Standard streams', [process.execPath, program, 'mcp', '--allow-writes', ...environment], 10)
} finally {
  await sandbox.close()
}
const { COUPA_CONNECTOR_HUB_URL: hub, COUPA_CONNECTOR_API_KEY: key } = process.env
if (hub && key) {
  await inspectAll('Hub', [`${hub}/mcp`, '--transport', 'http', '--header', `Authorization: Bearer ${key}`], 12)
}
