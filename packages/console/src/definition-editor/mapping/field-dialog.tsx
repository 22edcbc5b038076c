import type { CatalogField, CatalogResource } from '@coupa-connector/protocol'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { FieldTree } from '../../catalog/fields/field-tree-view.tsx'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import type { SamplesState } from '../samples/use-samples.ts'

/** The fields of a resource to choose from, with those of the organization and with values of real records. */
export function FieldDialog({
  opened,
  resource,
  samples,
  ownFields,
  picked,
  onChange,
  onClose,
}: {
  readonly opened: boolean
  readonly resource: CatalogResource
  readonly samples: SamplesState
  readonly ownFields: readonly CatalogField[]
  readonly picked: readonly string[]
  readonly onChange: (picked: readonly string[]) => void
  readonly onClose: () => void
}): React.JSX.Element {
  return (
    <Dialog opened={opened} onClose={onClose} title={`Fields of ${resource.title}`} size="lg">
      <Choice
        resource={resource}
        samples={samples}
        ownFields={ownFields}
        picked={picked}
        onChange={onChange}
        onClose={onClose}
      />
    </Dialog>
  )
}

function Choice({
  resource,
  samples,
  ownFields,
  picked,
  onChange,
  onClose,
}: {
  readonly resource: CatalogResource
  readonly samples: SamplesState
  readonly ownFields: readonly CatalogField[]
  readonly picked: readonly string[]
  readonly onChange: (picked: readonly string[]) => void
  readonly onClose: () => void
}): React.JSX.Element {
  const [chosen, setChosen] = useState(picked)
  return (
    <Stack gap="md">
      <Text size="sm" className={samples.problem === undefined ? 'muted' : 'warning'} role="status">
        {sampleWords(samples)}
      </Text>
      <FieldTree
        fields={resource.fields}
        ownFields={ownFields}
        picked={chosen}
        samples={samples}
        onChange={setChosen}
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          onClick={() => {
            onChange(chosen)
            onClose()
          }}
        >
          Take these fields
        </Button>
      </Group>
    </Stack>
  )
}

function sampleWords({ isReading, count, problem }: SamplesState): string {
  if (isReading) return 'Reading a few records for their values and custom fields …'
  if (problem !== undefined) return `No samples: ${problem}`
  if (count === undefined) return 'Choose a connection to see values and custom fields of real records.'
  return count === 0
    ? 'There are no records yet, so that custom fields are not known.'
    : `With values of ${count === 1 ? 'a real record' : `${count} real records`}.`
}
