// CommonJS for a compiler that does not know that Node.js can require modules: it imports them when it runs.
async function main(): Promise<void> {
  const { parseSettings } = await import('@coupa-connector/connector')
  const { settings } = parseSettings({
    url: 'https://acme.coupahost.com/api',
    accessTokenUrl: 'https://acme.coupahost.com/oauth2/token',
    clientId: 'a-client',
    clientSecret: 'a-secret',
    scope: 'core.invoice.read',
  })
  process.stdout.write(`read by CommonJS that imports ${new URL(settings.url).host}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(String(error))
  process.exitCode = 1
})
