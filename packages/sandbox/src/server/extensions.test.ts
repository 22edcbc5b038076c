import { describe as describeResource, resourceNames } from '@coupa-connector/catalog'
import { describe, expect, it } from 'vitest'
import { parseOptions } from '../settings/options.ts'
import { startOrganization } from '../testing/organization.ts'
import { extensions } from './extensions.ts'
import { createOrganization } from './organization.ts'

const xmlHeaders = { accept: 'application/xml', 'content-type': 'application/xml' }

describe('actions', () => {
  it('of the catalog are all answered, except those that only old releases had', async () => {
    const { context } = createOrganization(parseOptions())
    const served = new Set(
      extensions.flatMap((extend) =>
        extend(context).routes.flatMap(({ methods, path }) => methods.map((method) => `${method} ${path}`)),
      ),
    )

    const missing = resourceNames()
      .filter((name) => !name.startsWith('flexible_objects/'))
      .flatMap((name) => describeResource(name).actions.map(({ method, path }) => `${method} ${name}/${path}`))
      // A command in the query is part of the update.
      .filter((action) => !served.has(action) && !action.includes('?'))

    expect(missing).toEqual([])
  })

  it('never fail inside, whatever the record and however little they are told', async () => {
    await using organization = await startOrganization({ records: 30 })
    const failures: string[] = []
    for (const name of resourceNames().filter((each) => !each.includes(':'))) {
      const { actions } = describeResource(name)
      const [record] = actions.length > 0 ? (await organization.get(`${name}?limit=1`)).json : []
      for (const { method, path } of actions) {
        const below = `${name}/${path.replaceAll(/:\w+/g, String(record?.id ?? 1))}`
        const body = method === 'GET' ? undefined : ''
        const json = await organization.send(method, below, body)
        const xml = await organization.send(method, below, body, xmlHeaders)
        failures.push(...[json, xml].filter(({ status }) => status >= 500).map(() => `${method} ${name}/${path}`))
      }
    }

    expect(failures).toEqual([])
  })
})
