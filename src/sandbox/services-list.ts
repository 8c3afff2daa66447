import type { GatewayAnswer } from './gateway-answer';
import { readPageNumber } from './read-page-number';
import { serviceCatalogue } from './service-catalogue';
import { serviceResource } from './service-resource';

type Query = Readonly<Record<string, string | undefined>>;

const pageSizeDefault = 20;
const pageSizeMax = 100;

/** GET /payout-services: numbered pages with `meta` total, pages, page. `next` is missing on the last one. */
export function servicesList(query: Query): GatewayAnswer {
  const size = Math.min(readPageNumber(query['page[size]'], pageSizeDefault), pageSizeMax);
  const page = readPageNumber(query['page[number]'], 1);
  const pages = Math.ceil(serviceCatalogue.length / size);
  // Below `/api` whatever the base address is, as the documents' links are.
  const link = (number: number): string => `/api/payout-services?page[number]=${number}&page[size]=${size}`;
  const body = {
    meta: { total: serviceCatalogue.length, pages, page },
    links: { first: link(1), ...(page < pages ? { next: link(page + 1) } : {}), last: link(pages) },
    data: serviceCatalogue.slice((page - 1) * size, page * size).map(serviceResource),
  };
  return { status: 200, body };
}
