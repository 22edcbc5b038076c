import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Icon } from '../../ui/marks/icon.tsx'
import { FieldDialog } from './field-dialog.tsx'
import type { MappingProps } from './mapping-props.ts'
import { sourceFieldsOf, withSourceFields } from './source-fields.ts'

const always = ['id', 'updated-at']

/** The fields of records that go as they are. */
export function SourceFields({
  definition,
  resource,
  samples,
  ownFields,
  onLook,
  onChange,
}: MappingProps): React.JSX.Element {
  const [isChoosing, setChoosing] = useState(false)
  const fields = sourceFieldsOf(definition) ?? []
  return (
    <Stack gap="sm">
      <Text size="sm" className="muted" role="status">
        {fields.length} fields. Records arrive as Coupa has them, with their lists inside.
      </Text>
      <ul className="surface mapping-rows source-fields" aria-label="Fields">
        {fields.map((field) => (
          <li key={field}>
            <code>{field}</code>
            <span className="field-sample">{samples.sampleAt(field)}</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={always.includes(field)}
              aria-label={`Remove ${field}`}
              onClick={() =>
                onChange(
                  withSourceFields(
                    definition,
                    fields.filter((other) => other !== field),
                  ),
                )
              }
            >
              <Icon name="trash" size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          disabled={resource === undefined}
          onClick={() => {
            onLook()
            setChoosing(true)
          }}
        >
          Choose fields
        </Button>
      </Group>
      {resource ? (
        <FieldDialog
          opened={isChoosing}
          resource={resource}
          samples={samples}
          ownFields={ownFields}
          picked={fields}
          onClose={() => setChoosing(false)}
          onChange={(next) => onChange(withSourceFields(definition, [...new Set([...always, ...next])]))}
        />
      ) : null}
    </Stack>
  )
}
