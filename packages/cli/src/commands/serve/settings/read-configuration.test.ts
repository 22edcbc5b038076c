import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../../command/usage-error.ts'
import { readConfiguration } from './read-configuration.ts'
import { serveSettings } from './serve-settings.ts'
import { flagOf, type Setting, variableOf } from './setting.ts'
import { settingsTable } from './setting-options.ts'

const nothing = { environment: {}, flag: () => undefined }

describe('readConfiguration', () => {
  it('lets flags win over the environment, the environment over the file, the file over the default', () => {
    const port = fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined })
    fc.assert(
      fc.property(port, port, port, (flag, variable, file) => {
        const configuration = readConfiguration(serveSettings, {
          environment: { COUPA_CONNECTOR_PORT: variable === undefined ? undefined : String(variable) },
          file: { name: 'hub.json', content: file === undefined ? {} : { port: file } },
          flag: ({ name }) => (name === 'port' && flag !== undefined ? String(flag) : undefined),
        })
        const given = configuration.given.find(({ setting }) => setting.name === 'port')

        expect(configuration.integer('port')).toBe(flag ?? variable ?? file)
        expect(given?.source).toBe(
          flag !== undefined
            ? 'flag'
            : variable !== undefined
              ? 'environment'
              : file !== undefined
                ? 'file'
                : 'default',
        )
      }),
    )
  })

  it('takes an empty variable for none', () => {
    const configuration = readConfiguration(serveSettings, { ...nothing, environment: { COUPA_CONNECTOR_PORT: '' } })

    expect(configuration.integer('port')).toBeUndefined()
  })

  it('names every problem, and the nearest name for one that is not known', () => {
    const read = () =>
      readConfiguration(serveSettings, {
        ...nothing,
        environment: { COUPA_CONNECTOR_PROT: '8090', COUPA_CONNECTOR_ATOM: 'perhaps' },
        file: { name: 'hub.json', content: { orgin: 'https://hub.example.com', port: 1.5 } },
      })

    expect(read).toThrow(UsageError)
    for (const part of ['COUPA_CONNECTOR_PORT', '"origin"', 'true or false', 'from 0 to 65535']) {
      expect(read).toThrow(part)
    }
  })

  it('never repeats a secret that cannot be used', () => {
    const canary = 'canary-1f4d'
    const read = () =>
      readConfiguration(serveSettings, {
        ...nothing,
        environment: { COUPA_CONNECTOR_DATABASE: `mysql://u:${canary}@h/d` },
      })

    expect(read).toThrow('COUPA_CONNECTOR_DATABASE')
    expect(read).not.toThrow(canary)
  })

  it.each([[[1]], ['text'], [null]])('refuses a file that holds %j', (content) => {
    expect(() => readConfiguration(serveSettings, { ...nothing, file: { name: 'hub.json', content } })).toThrow(
      'must hold one object',
    )
  })
})

describe('the settings of serve', () => {
  it('have a flag and a variable each, told apart from all others', () => {
    const names = (of: (setting: Setting) => string): Set<string> => new Set(serveSettings.map(of))

    expect(names(flagOf).size).toBe(serveSettings.length)
    expect(names(variableOf).size).toBe(serveSettings.length)
  })

  it('stand in docs/settings.md as they are', async () => {
    const page = await readFile(new URL('../../../../../../docs/settings.md', import.meta.url), 'utf8')

    expect(page).toContain(settingsTable(serveSettings))
  })
})
