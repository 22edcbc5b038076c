import type { CatalogField } from '@coupa-connector/protocol'
import { ActionIcon, Checkbox, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { Icon } from '../../ui/marks/icon.tsx'
import { ErrorState } from '../../ui/states/states.tsx'
import { typeQuery } from '../catalog-queries.ts'
import { customFields, type FieldSamples, isAssociation, maxDepth } from './field-tree.ts'

/** Custom fields that the organization is known to have, below `custom-fields`. */
interface OwnFields {
  readonly ownFields?: readonly CatalogField[] | undefined
}

interface PickProps {
  readonly picked: readonly string[]
  readonly onChange: (picked: readonly string[]) => void
  /** Real records, where some were read. */
  readonly samples?: FieldSamples | undefined
}

/**
 * The fields of a resource as a tree. Associations open to their own fields, and their types are loaded when they are opened.
 */
export function FieldTree({
  fields,
  ownFields,
  ...pick
}: PickProps & OwnFields & { readonly fields: readonly CatalogField[] }): React.JSX.Element {
  const [words, setWords] = useState('')
  const wanted = words
    .trim()
    .toLowerCase()
    .replaceAll(/[_\s]+/g, '-')
  const shown = fields.filter(
    (field) => field.isReadable && (field.name.includes(wanted) || isOfOwn(field, ownFields, wanted)),
  )
  return (
    <Stack id="field-tree" className="surface" gap="xs" p="sm">
      <TextInput
        aria-label="Search fields"
        placeholder="Search fields"
        size="sm"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <fieldset className="field-tree" aria-label="Fields of the resource">
        <FieldRows fields={shown} ownFields={ownFields} prefix="" depth={0} {...pick} />
        {shown.length === 0 ? (
          <Text size="sm" className="muted" p="xs">
            No field matches. To find fields of an association, open it.
          </Text>
        ) : null}
      </fieldset>
    </Stack>
  )
}

function FieldRows({
  fields,
  depth,
  ...rest
}: PickProps &
  OwnFields & {
    readonly fields: readonly CatalogField[]
    readonly prefix: string
    readonly depth: number
  }): React.JSX.Element {
  return (
    <ul className={depth === 0 ? 'field-list' : 'field-list field-inner'}>
      {fields.map((field) => (
        <FieldRow key={field.name} field={field} depth={depth} {...rest} />
      ))}
    </ul>
  )
}

function FieldRow({
  field,
  prefix,
  depth,
  ownFields = [],
  picked,
  onChange,
  samples,
}: PickProps &
  OwnFields & { readonly field: CatalogField; readonly prefix: string; readonly depth: number }): React.JSX.Element {
  const path = prefix + field.name
  const [isOpen, setOpen] = useState(picked.some((other) => other.startsWith(`${path}.`)))
  const own = field.name === customFields ? knownBelow(samples?.namesBelow(path) ?? [], ownFields) : []
  const canOpen = own.length > 0 || (isAssociation(field) && depth < maxDepth)
  const sample = canOpen ? undefined : samples?.sampleAt(path)
  const isPicked = picked.includes(path)
  const hasInner = picked.some((other) => other.startsWith(`${path}.`))
  const toggle = (): void => {
    // Picked as a whole it holds its parts.
    const others = picked.filter((other) => other !== path && !other.startsWith(`${path}.`))
    onChange(isPicked ? others : [...others, path])
  }
  return (
    <li className="field-row">
      <Group gap={4} wrap="nowrap">
        {canOpen ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-expanded={isOpen}
            aria-label={`Fields of ${path}`}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon name="chevron" size={14} className={isOpen ? 'turned' : ''} />
          </ActionIcon>
        ) : (
          <span style={{ width: 22 }} />
        )}
        <Checkbox
          size="sm"
          checked={isPicked}
          indeterminate={!isPicked && hasInner}
          onChange={toggle}
          label={
            <>
              {field.name}{' '}
              <span className="muted">
                {field.type === 'array' ? `list of ${field.references?.join(' or ') ?? 'values'}` : typeName(field)}
              </span>
              {sample === undefined ? null : <span className="field-sample">{sample}</span>}
            </>
          }
        />
      </Group>
      {canOpen && isOpen && own.length > 0 ? (
        <FieldRows
          fields={own}
          prefix={`${path}.`}
          depth={depth + 1}
          picked={picked}
          samples={samples}
          onChange={(next) => onChange(next.filter((other) => other !== path))}
        />
      ) : canOpen && isOpen ? (
        <InnerFields
          types={field.references ?? []}
          prefix={`${path}.`}
          depth={depth + 1}
          picked={picked}
          samples={samples}
          onChange={(next) => onChange(next.filter((other) => other !== path))}
        />
      ) : null}
    </li>
  )
}

function InnerFields({
  types,
  ...rest
}: PickProps & {
  readonly types: readonly string[]
  readonly prefix: string
  readonly depth: number
}): React.JSX.Element {
  const found = useQueries({ queries: types.map(typeQuery) })
  const failed = found.find(({ error }) => error)
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
  if (found.some(({ isPending }) => isPending)) return <Skeleton height={20} width={180} ml={44} my={4} />
  const byName = new Map(found.flatMap(({ data }) => data?.fields ?? []).map((field) => [field.name, field]))
  return <FieldRows fields={[...byName.values()].filter(({ isReadable }) => isReadable)} {...rest} />
}

/** Whether words find a custom field of the organization: then the row that holds it is shown. */
function isOfOwn({ name }: CatalogField, ownFields: OwnFields['ownFields'], wanted: string): boolean {
  return name === customFields && (ownFields ?? []).some((own) => own.name.includes(wanted))
}

/** Custom fields with their types, where they are known, and those that records show besides. */
function knownBelow(shown: readonly string[], known: readonly CatalogField[]): readonly CatalogField[] {
  const names = new Set(known.map(({ name }) => name))
  const others = shown.filter((name) => !names.has(name))
  return [...known, ...others.map((name): CatalogField => ({ name, type: 'unknown', isReadable: true }))]
}

function typeName({ name, type, references }: CatalogField): string {
  if (name === customFields) return 'of the organization'
  if (type === 'unknown') return ''
  return type === 'object' ? (references?.join(' or ') ?? 'object') : type
}
