import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useAccount } from '../session/use-account.ts'
import { MoreButton } from '../ui/controls/more-button.tsx'
import { Icon } from '../ui/marks/icon.tsx'
import { Page } from '../ui/pages/page.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { FoundRecords } from './found-records.tsx'
import { foundRecordsQuery } from './record-queries.ts'

/** Where a record is: its deliveries, its failures and its loads, over all processes. The address has the key. */
export function RecordSearch(): React.JSX.Element {
  const { key = '' } = useSearch({ from: '/a/$account/records' })
  return (
    <Page
      title="Find a record"
      description="Where a document is, over all processes and runs: delivered, set aside, or loaded."
    >
      <Stack gap="md">
        <SearchForm searched={key} />
        {key === '' ? (
          <EmptyState icon="explore" title="Which record?">
            Search by the number of the document, such as INV-4711, by its id in Coupa, or by its key in a load. Upper
            and lower case matter.
          </EmptyState>
        ) : (
          <Places searched={key} />
        )}
      </Stack>
    </Page>
  )
}

function SearchForm({ searched }: { readonly searched: string }): React.JSX.Element {
  const account = useAccount()
  const navigate = useNavigate()
  const [text, setText] = useState(searched)
  useEffect(() => setText(searched), [searched])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const key = text.trim()
        void navigate({ to: '/a/$account/records', params: { account: account.id }, search: key === '' ? {} : { key } })
      }}
    >
      <Group gap="sm">
        <TextInput
          type="search"
          aria-label="Number, key or id"
          placeholder="Number, key or id in Coupa"
          leftSection={<Icon name="explore" size={16} />}
          style={{ flex: '1 1 240px' }}
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit">Find</Button>
      </Group>
    </form>
  )
}

function Places({ searched }: { readonly searched: string }): React.JSX.Element {
  const account = useAccount()
  const list = useInfiniteQuery(foundRecordsQuery(account.id, searched))
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <LoadingRows rows={3} height={84} />
  const places = list.data.pages.flatMap(({ items }) => items)
  if (places.length === 0) {
    return (
      <EmptyState icon="explore" title={`No record “${searched}”`}>
        Check the spelling, including upper and lower case. Records that no run has read yet are not listed, and neither
        are those of full refreshes.
      </EmptyState>
    )
  }
  return (
    <>
      <FoundRecords account={account.id} places={places} canAct={account.can('operator')} />
      <MoreButton list={list} />
    </>
  )
}
