// The same of somebody who writes CommonJS, which Node.js lets require modules.
import { createConnection } from '@coupa-connector/connector'
import { startSandbox } from '@coupa-connector/sandbox'

async function main(): Promise<void> {
  const sandbox = await startSandbox({ records: 20 })
  const { url, accessTokenUrl, clientId, clientSecret, scope } = sandbox
  const connection = createConnection({ url, accessTokenUrl, clientId, clientSecret, scope })
  try {
    const suppliers = await connection
      .resource('suppliers')
      .query({ fields: ['id', 'name'], limit: 3 })
      .toArray()
    const names: readonly (string | null | undefined)[] = suppliers.map(({ name }) => name)
    if (names.length !== 3) throw new Error(`3 suppliers were asked for, and ${names.length} came`)
    process.stdout.write('read by CommonJS\n')
  } finally {
    await connection.close()
    await sandbox.close()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(String(error))
  process.exitCode = 1
})
