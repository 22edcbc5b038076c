import { Button, Group } from '@mantine/core'

/** What the button needs of a list that is loaded page by page. */
export interface PagedList {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  fetchNextPage(): Promise<unknown>
}

/** Loads the next page of a list; nothing when this is all. */
export function MoreButton({ list }: { readonly list: PagedList }): React.JSX.Element | null {
  if (!list.hasNextPage) return null
  return (
    <Group justify="center" mt="md">
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        Show more
      </Button>
    </Group>
  )
}
