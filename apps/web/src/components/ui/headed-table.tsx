import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  label: string;
  /** Heads of the columns; the first is that of the rows. */
  columns: readonly string[];
  /** Its rows. */
  children: ReactNode;
}

/** The figures of a chart as a table. */
export const HeadedTable = ({ label, columns, children }: Props) => (
  <Table aria-label={label}>
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </Table>
);
