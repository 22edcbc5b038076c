import { Page } from '../components/page.tsx'

export function Tests(): React.JSX.Element {
  return <Page title="Tests">…</Page>
}
