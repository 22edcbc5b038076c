import { sourceType } from '@coupa-connector/endpoints'
import { createLoadMapper } from '@coupa-connector/process'
import { expect, it } from 'vitest'
import { type LoadPreview, type LoadPreviewOptions, previewLoad } from '../preview-load.ts'
import { hastyClock, loadDefinition } from '../testing/load-files.ts'
import { createLoadWorld } from '../testing/load-world.ts'

it('a preview of records below others shows the path with the id of the record above', async () => {
  await using world = await createLoadWorld({ records: 30 })
  const [supplier] = await world.records('suppliers', { status: 'active' }, ['id', 'number'])
  const file = await world.writeRows('addresses.csv', [
    ['supplier.number', 'remit-to-code', 'street1', 'city', 'postal-code', 'country.code'],
    [String(supplier?.number), 'R-1', '1 Main St', 'Austin', '78701', 'US'],
    ['LATER', 'R-1', '1 Main St', 'Austin', '78701', 'US'],
  ])
  const definition = loadDefinition('L10')
  await using source = await sourceType('files')?.open({ file }, { clock: hastyClock, intake: definition.source })
  if (source === undefined) throw new Error('there is no source of the kind files')
  const { connection } = world

  const createMapper: LoadPreviewOptions['createMapper'] = (given) => createLoadMapper(definition, given)
  const previews: LoadPreview[] = []
  const options = { definition, connection, source, createMapper, records: 10 }
  for await (const preview of previewLoad(options)) previews.push(preview)

  expect(previews).toMatchObject([
    { plan: 'create', request: { method: 'POST', path: `suppliers/${String(supplier?.id)}/addresses` } },
    { plan: 'refuse', refusal: { code: 'MISSING_REFERENCE' } },
  ])
})
