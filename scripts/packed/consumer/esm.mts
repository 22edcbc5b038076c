// A program of somebody who installed the library and writes modules. It reads a stand-in organization.
import { type Connection, createConnection, isCoupaError } from '@coupa-connector/connector'
import type { Invoice } from '@coupa-connector/connector/records'
import { startSandbox } from '@coupa-connector/sandbox'

const sandbox = await startSandbox({ records: 20 })
const { url, accessTokenUrl, clientId, clientSecret, scope } = sandbox
const connection: Connection = createConnection({ url, accessTokenUrl, clientId, clientSecret, scope })
try {
  const numbers: (string | null | undefined)[] = []
  const query = connection.resource('invoices').query({ fields: ['id', 'invoice-number'], limit: 3 })
  for await (const invoice of query) {
    const number: Invoice['invoice-number'] = invoice['invoice-number']
    numbers.push(number)
  }
  // @ts-expect-error The compiler knows the fields that were asked for.
  for await (const { status } of connection.resource('invoices').query({ fields: ['id'], limit: 1 })) void status
  if (numbers.length !== 3) throw new Error(`3 invoices were asked for, and ${numbers.length} came`)
  process.stdout.write('read by a module\n')
} catch (error) {
  if (isCoupaError(error)) process.stderr.write(error.code)
  throw error
} finally {
  await connection.close()
  await sandbox.close()
}
