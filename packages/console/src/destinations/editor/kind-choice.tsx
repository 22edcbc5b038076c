import type { DestinationType } from '@coupa-connector/protocol'
import { Radio, SimpleGrid } from '@mantine/core'
import { purposeOf } from '../destination-words.ts'

/** What kind of destination is created: a card each, with what it is good for. */
export function KindChoice({
  types,
  kind,
  onChange,
}: {
  readonly types: readonly DestinationType[]
  readonly kind: string | undefined
  readonly onChange: (kind: string) => void
}): React.JSX.Element {
  return (
    <Radio.Group label="Kind" value={kind ?? null} onChange={onChange}>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm" mt={6}>
        {types.map((type) => (
          <Radio
            key={type.kind}
            className="choice-card"
            value={type.kind}
            label={type.title}
            description={purposeOf(type.kind)}
          />
        ))}
      </SimpleGrid>
    </Radio.Group>
  )
}
