import type { DefinitionCheck } from '@coupa-connector/protocol'
import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { resourceQuery } from '../../catalog/catalog-queries.ts'
import { useOwnFields } from '../../connections/schema/use-own-fields.ts'
import { type Definition, isLoad, objectOf, otherEndOf, resourceOf } from '../json.ts'
import { pathInRecord, tablesOf } from '../mapping/columns.ts'
import { LookUpTables } from '../mapping/look-up-tables.tsx'
import { MappingEditor, MappingTitle } from '../mapping/mapping-editor.tsx'
import { sourceFieldsOf } from '../mapping/source-fields.ts'
import { LivePreview, type PreviewTarget } from '../preview/live-preview.tsx'
import { useSamples } from '../samples/use-samples.ts'

/** The mapping of a definition with what real records become beside it, and its look-up tables. */
export function MappingBench({
  definition,
  check,
  target,
  onChange,
}: {
  readonly definition: Definition
  readonly check: DefinitionCheck | undefined
  readonly target: PreviewTarget
  readonly onChange: (definition: Definition) => void
}): React.JSX.Element {
  const [isWanted, setWanted] = useState(false)
  const name = resourceOf(definition).replace(/\/\d+\//, '/')
  const resource = useQuery({ ...resourceQuery(name), enabled: name !== '' })
  const samples = useSamples(target, resource.data, { paths: pathsOf(definition), isWanted })
  const ownFields = useOwnFields(target.account, target.connection, resource.data?.name)
  const problems = check?.problems ?? []
  return (
    <Stack gap="xl">
      <div className="mapping-bench">
        <Stack gap="sm">
          <MappingTitle isLoad={isLoad(definition)} />
          <MappingEditor
            definition={definition}
            problems={problems}
            resource={resource.data}
            samples={samples}
            ownFields={ownFields}
            onLook={() => setWanted(true)}
            onChange={onChange}
          />
        </Stack>
        <div className="mapping-preview">
          {canPreview(definition) ? (
            <LivePreview
              definition={definition}
              isRight={check !== undefined && problems.length === 0}
              target={target}
            />
          ) : null}
        </div>
      </div>
      {tablesOf(definition).length > 0 ? <LookUpTables definition={definition} onChange={onChange} /> : null}
    </Stack>
  )
}

/** A load of flat files is looked up in what Coupa lists, so that it can be shown as others are. A source without a kind cannot. */
function canPreview(definition: Definition): boolean {
  return otherEndOf(definition).kind !== ''
}

/** The fields that a definition reads already, for which samples are worth most. */
function pathsOf(definition: Definition): readonly string[] {
  if (isLoad(definition))
    return Object.keys(objectOf(objectOf(definition.mapping).columns)).map((path) => path.replaceAll('[]', ''))
  const mapped = tablesOf(definition).flatMap(({ each, columns }) =>
    columns.flatMap(({ rule }) => (typeof rule.path === 'string' ? [pathInRecord(rule.path, each)] : [])),
  )
  return [...new Set([...mapped, ...(sourceFieldsOf(definition) ?? [])])].filter((path) => path !== '')
}
