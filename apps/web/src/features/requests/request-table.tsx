import type { RequestNumbers, Thresholds } from '@watchroom/contracts';
import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { StatusMark } from '../../components/ui/status-mark';
import { TakeAlong } from '../../components/ui/take-along';
import { type Judgement, judgeP95, judgeRate, limitsText, standsOut } from './request-judgement';
import {
  countsText,
  firstOrder,
  formatPerSecond,
  p95Note,
  p95Text,
  rateText,
  sortedRows,
} from './request-rows';
import { requestSheet } from './request-sheets';
import type { RequestsSearch, Sort } from './requests-search';
import css from './requests.module.css';

export interface Sorting {
  search: RequestsSearch;
  onSort: (sort: Sort, order: 'asc' | 'desc') => void;
}

interface Props<Row> extends Sorting {
  label: string;
  /** What the first column names: "Route". */
  noun: string;
  rows: readonly Row[];
  nameOf: (row: Row) => string;
  /** The first cell, which leads further. */
  head: (row: Row) => ReactNode;
  /** Undefined: not known yet, nothing is judged. */
  thresholds: Thresholds | undefined;
}

/** Requests by whatever the first column names, in the order that the address says. */
export function RequestTable<Row extends RequestNumbers>(props: Props<Row>) {
  const { label, noun, rows, nameOf, head, search, onSort, thresholds } = props;
  const sort = search.sort ?? 'errors';
  const order = search.order ?? firstOrder(sort);
  const shown = sortedRows(rows, nameOf, sort, order);
  const column = (key: Sort, title: string) => (
    <SortHead
      key={key}
      title={title}
      order={key === sort ? order : null}
      onSort={(next) => onSort(key, next ?? firstOrder(key))}
    />
  );
  return (
    <div className={css.scroller}>
      <Table className={css.table} aria-label={label}>
        <thead>
          <tr>
            {column('name', noun)}
            {column('rate', 'Requests')}
            {column('errors', 'Error rate')}
            {column('p95', '1 in 20 slower')}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={nameOf(row)}>
              <th scope="row">{head(row)}</th>
              <NumberCells row={row} thresholds={thresholds} />
            </tr>
          ))}
        </tbody>
      </Table>
      <TakeAlong title={label} sheet={() => requestSheet(noun, shown, nameOf, thresholds)} />
      <WhatIsMeant thresholds={thresholds} />
    </div>
  );
}

const WhatIsMeant = ({ thresholds }: { thresholds: Thresholds | undefined }) => (
  <p className={css.note}>
    1 in 20 slower: of 20 requests one took longer than this (p95). Failed: answered with status 500 or above,
    or not at all. {thresholds !== undefined && limitsText(thresholds)}
  </p>
);

const NumberCells = ({ row, thresholds }: { row: RequestNumbers; thresholds: Thresholds | undefined }) => (
  <>
    <td>{formatPerSecond(row.per_second)}</td>
    <td data-failing={row.errors > 0 || undefined}>
      {rateText(row)}
      <small>{countsText(row)}</small>
      <Mark of={judgeRate(row, thresholds)} />
    </td>
    <td>
      {p95Text(row)}
      <small>{p95Note(row)}</small>
      <Mark of={judgeP95(row, thresholds)} />
    </td>
  </>
);

const Mark = ({ of: judgement }: { of: Judgement | null }) =>
  standsOut(judgement) && (
    <small className={css.mark}>
      <StatusMark {...judgement} />
    </small>
  );

interface HeadProps {
  title: string;
  /** Null: the rows are sorted by another column. */
  order: 'asc' | 'desc' | null;
  onSort: (order: 'asc' | 'desc' | null) => void;
}

const ARROWS = { asc: '↑', desc: '↓' };
const ORDERS = { asc: 'ascending', desc: 'descending' } as const;

/** Again on the same column turns it round. */
const SortHead = ({ title, order, onSort }: HeadProps) => (
  <th scope="col" aria-sort={order === null ? 'none' : ORDERS[order]}>
    <button
      type="button"
      className={css.sort}
      onClick={() => onSort(order === null ? null : order === 'asc' ? 'desc' : 'asc')}
    >
      <span className={css.title}>{title}</span>
      {order !== null && <span aria-hidden="true"> {ARROWS[order]}</span>}
    </button>
  </th>
);
