import { describe as describeResource, resourceNames } from '@coupa-connector/catalog'
import { describe, expect, it } from 'vitest'
import { extensions } from './extensions.ts'
import { parseOptions } from './options.ts'
import { createOrganization } from './server/organization.ts'

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
      .filter((action) => !served.has(action))

    expect(missing).toEqual([])
  })
})
