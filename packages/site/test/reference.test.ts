import { listResources } from '@coupa-connector/catalog'
import { listLoadTemplates, listTemplates } from '@coupa-connector/process'
import { describe, expect, it } from 'vitest'
import { commandList } from '../../cli/src/program/command-list.ts'
import { commandPages } from '../scripts/reference/commands.ts'
import { definitionPage } from '../scripts/reference/definition.ts'
import { table } from '../scripts/reference/markdown.ts'
import { resourcesPage } from '../scripts/reference/resources.ts'
import { restPages } from '../scripts/reference/rest-api.ts'
import { templatesPage } from '../scripts/reference/templates.ts'

describe('the reference', () => {
  it('has every command, with its options and those of the commands below it', async () => {
    const pages = await commandPages()

    for (const { name } of commandList) expect(pages.get('reference/commands')).toContain(`commands/${name}/)`)
    expect(pages.get('reference/commands/query')).toContain('| `--updated-after <time>` |')
    expect(pages.get('reference/commands/connections')).toContain('## connections add\n')
  })

  it('has every call of the REST API, with its body, its answer, and its problems', () => {
    const pages = restPages()
    const connections = pages.get('reference/rest/connections') ?? ''

    expect(pages.get('reference/rest')).toContain('(/docs/reference/rest/connections/#connectioncopy)')
    const call = connections.slice(connections.indexOf('## connections.create\n'))
    expect(call).toContain('POST /api/v1/accounts/{account}/connections\n')
    expect(call).toContain('| `Idempotency-Key` | header | no |')
    expect(call).toMatch(/^\| 409 \| `NAME_TAKEN`: /m)
  })

  it.each(['source.resource', 'limits.errors.share', 'destination.key', 'mapping.columns', 'values.NAME.kind'])(
    'has the field %s of a definition',
    (field) => {
      expect(definitionPage()).toContain(`| \`${field}\` |`)
    },
  )

  it('has every template', () => {
    for (const { id } of [...listTemplates(), ...listLoadTemplates()])
      expect(templatesPage()).toContain(`| \`${id}\` |`)
  })

  it('has every resource', () => {
    for (const { name } of listResources()) expect(resourcesPage()).toContain(`| \`${name}\` |`)
  })
})

describe('table', () => {
  it('keeps a text with a bar or a line break in its cell', () => {
    expect(table(['a'], [['b | c\nd']])).toBe('| a |\n|---|\n| b \\| c d |\n\n')
  })
})
