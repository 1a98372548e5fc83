/// What a page does beyond showing: tables are sorted by a click on a heading and copied by a button. Without it
/// everything is there to be read.
///
/// Written without `<` and `&`, which XML reads otherwise than HTML does.
enum PageScript {
    static let source = """
        'use strict';
        (() => {
          const number = text => {
            const plain = text.replace(/\\u2212/g, '-').replace(/[\\u2007,\\s]/g, '');
            const found = plain.match(/^-?[0-9.]+(?:(?:e|\\u00d710\\^?)-?[0-9]+)?/);
            return found ? parseFloat(found[0]) : NaN;
          };
          const order = (one, other) => {
            const [a, b] = [number(one), number(other)];
            if (isNaN(a) || isNaN(b)) {
              return isNaN(a) === isNaN(b) ? one.localeCompare(other) : isNaN(a) ? 1 : -1;
            }
            return a - b;
          };
          const headings = table => {
            const rows = [...table.tHead.rows];
            const first = [...rows[0].cells].filter(cell => cell.rowSpan === rows.length);
            return rows.length === 1 ? first : [...first, ...rows[1].cells];
          };
          const sort = (table, column, heading) => {
            const falls = heading.getAttribute('aria-sort') === 'descending';
            headings(table).forEach(cell => cell.removeAttribute('aria-sort'));
            heading.setAttribute('aria-sort', falls ? 'ascending' : 'descending');
            const body = table.tBodies[0];
            const text = row => row.cells[column].textContent.trim();
            const missing = row => text(row) === '' || /^\\u2013/.test(text(row));
            const rows = [...body.rows].filter(row => !missing(row));
            rows.sort((a, b) => (falls ? 1 : -1) * order(text(a), text(b)));
            body.append(...rows, ...[...body.rows].filter(missing));
          };
          const lines = table => {
            const heads = headings(table).map((cell, index) => {
              const first = table.tBodies[0].rows[0];
              return (first ? first.cells[index].dataset.heading : '') || cell.textContent;
            });
            const rows = [...table.tBodies, table.tFoot].filter(Boolean).flatMap(part => [...part.rows]);
            const cells = rows.map(row => [...row.cells].map(cell => cell.textContent));
            return [heads, ...cells].map(row => row.map(
              text => text.replace(/[\\s\\u2007]+/g, ' ').trim()).join('\\t')).join('\\n') + '\\n';
          };
          const copy = async (table, button, status) => {
            const text = lines(table);
            try {
              await navigator.clipboard.writeText(text);
            } catch {
              const area = document.createElement('textarea');
              area.value = text;
              document.body.append(area);
              area.select();
              document.execCommand('copy');
              area.remove();
              button.focus();
            }
            status.textContent = 'copied, columns by tabs';
          };
          for (const table of document.querySelectorAll('table.sortable')) {
            headings(table).forEach((cell, column) => {
              const button = document.createElement('button');
              button.type = 'button';
              button.title = 'Sort by this column';
              button.append(...cell.childNodes);
              button.addEventListener('click', () => sort(table, column, cell));
              cell.append(button);
            });
          }
          for (const table of document.querySelectorAll('table:not(.list)')) {
            const tools = document.createElement('p');
            tools.className = 'tools';
            const button = document.createElement('button');
            button.type = 'button';
            button.textContent = 'Copy table';
            const status = document.createElement('span');
            status.setAttribute('role', 'status');
            button.addEventListener('click', () => copy(table, button, status));
            tools.append(button, ' ', status);
            (table.closest('.wide') || table).after(tools);
          }
        })();
        """
}
