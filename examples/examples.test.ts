import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startSandbox } from '@coupa-connector/sandbox'
import { describe, expect, it } from 'vitest'

const folder = fileURLToPath(new URL('.', import.meta.url))
const examples = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))

// One of them starts a database and a hub, which takes a busy machine its time.
describe('examples', { timeout: 120_000 }, () => {
  it.each(examples)('%s runs to its end against a sandbox organization', async (example) => {
    await using sandbox = await startSandbox({ records: 120 })

    const child = spawn(process.execPath, [`${folder}${example}`], {
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        COUPA_URL: sandbox.url,
        COUPA_AUTHENTICATION_TYPE: 'oauth2',
        COUPA_CLIENT_ID: sandbox.clientId,
        COUPA_CLIENT_SECRET: sandbox.clientSecret,
        COUPA_SCOPE: 'core.common.read core.invoice.read core.invoice.write core.supplier.read core.supplier.write',
        COUPA_ACCESS_TOKEN_URL: sandbox.accessTokenUrl,
      },
    })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    const [code] = await once(child, 'close')

    expect(code, output).toBe(0)
    expect(output).not.toContain(sandbox.clientSecret)
  })
})
