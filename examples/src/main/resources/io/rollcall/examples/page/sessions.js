'use strict';

// Keeps the list fresh, and asks before anybody is removed. All that is listed comes from the server
// as escaped HTML; what is put together here is put together as text.
(() => {
  const byId = id => document.getElementById(id);
  const main = document.querySelector('main');
  const rows = byId('rows');
  const removeButton = byId('remove');
  const live = byId('live');
  const dialog = byId('confirm');
  const MARK = {'X-Rollcall-Background': '1'};

  // ---- Times: the server says UTC, the reader sees the own time zone.

  const clock = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'short'});
  const exact = new Intl.DateTimeFormat(undefined, {dateStyle: 'full', timeStyle: 'long'});

  function localise(root) {
    for (const time of root.querySelectorAll('time')) {
      const moment = new Date(time.dateTime);
      time.title = exact.format(moment);
      if (!time.classList.contains('elapsed')) {
        time.textContent = clock.format(moment);
      }
    }
  }

  // ---- The selection is what is ticked in sight, and nothing else.

  const boxes = () => [...rows.querySelectorAll('.tick input:enabled')];
  const ticked = () => boxes().filter(box => box.checked);

  function countTicks() {
    const count = ticked().length;
    const all = byId('all');
    all.disabled = boxes().length === 0;
    all.checked = count > 0 && count === boxes().length;
    all.indeterminate = count > 0 && !all.checked;
    removeButton.disabled = count === 0;
    removeButton.textContent = count === 0 ? 'Remove Selected' : `Remove Selected (${count})`;
  }

  rows.addEventListener('change', countTicks);
  main.addEventListener('change', event => {
    if (event.target.id === 'all') {
      boxes().forEach(box => { box.checked = event.target.checked; });
      countTicks();
    }
  });

  // ---- Bringing the page up to date, cell by cell: ticks, focus and scroll position stay.

  const sources = new WeakMap(); // what the server wrote into an element, before localising
  let order = []; // the rows as the server has them

  function adopt(root) {
    for (const part of root.querySelectorAll('[data-live], td')) {
      sources.set(part, part.innerHTML);
    }
    localise(root);
  }

  // What is the same stays in place: a link that is just being clicked must not be exchanged.
  function setContent(here, fresh) {
    if (sources.get(here) !== fresh.innerHTML) {
      sources.set(here, fresh.innerHTML);
      here.replaceChildren(...document.importNode(fresh, true).childNodes);
      localise(here);
    }
  }

  function updateRow(here, fresh) {
    here.className = fresh.className;
    here.dataset.who = fresh.dataset.who;
    const box = here.querySelector('.tick input');
    const freshBox = fresh.querySelector('.tick input');
    if (box && freshBox) {
      box.disabled = false;
      box.setAttribute('aria-label', freshBox.getAttribute('aria-label'));
    }
    for (let i = 1; i < fresh.cells.length; i++) {
      setContent(here.cells[i], fresh.cells[i]);
    }
  }

  function update(fresh) {
    const focused = document.activeElement;
    for (const part of fresh.querySelectorAll('[data-live]')) {
      setContent(byId(part.id), part);
    }
    order = [];
    for (const row of fresh.querySelectorAll('#rows > tr')) {
      order.push(row.id);
      const here = byId(row.id);
      if (!here) {
        rows.append(document.importNode(row, true));
        adopt(byId(row.id));
      } else if (!('same' in row.dataset)) {
        updateRow(here, row);
      }
    }
    arrange();
    if (focused && focused.id && focused !== document.activeElement) {
      byId(focused.id)?.focus({preventScroll: true});
    }
  }

  // A row must not slip away under the pointer: while it is over the list, rows keep their places,
  // and those that have gone are struck through. The browser does not always say that the pointer
  // has left, as when a dialog was open meanwhile, so it is asked.
  let byMouse = false; // a finger is gone when it has tapped
  let held = false;

  function arrange() {
    held = byMouse && rows.matches(':hover');
    const listed = new Set(order);
    const left = [];
    for (const row of [...rows.children]) {
      if (!listed.has(row.id)) {
        const box = row.querySelector('.tick input');
        if (box?.checked) {
          left.push(row.dataset.who.split('\n')[0]);
        }
        if (held) {
          row.classList.add('gone');
          if (box) {
            box.checked = false;
            box.disabled = true;
          }
        } else {
          row.remove();
        }
      }
    }
    if (!held) {
      order.forEach((id, place) => {
        const row = byId(id);
        if (row !== rows.children[place]) {
          rows.insertBefore(row, rows.children[place]);
        }
      });
    }
    if (left.length > 0) {
      byId('said').textContent = `No longer listed, so not selected: ${left.join(', ')}`;
    }
    countTicks();
  }

  function letGo() {
    if (held && !rows.matches(':hover')) {
      arrange();
    }
  }

  document.addEventListener('pointerover', event => {
    byMouse = event.pointerType === 'mouse';
    letGo();
  });
  setInterval(letGo, 500);

  // ---- The stream.

  let stream;
  let retry;
  let seen = new Date();
  const timeOfDay = new Intl.DateTimeFormat(undefined, {timeStyle: 'medium'});

  function fresh() {
    seen = new Date();
    live.className = 'fresh';
    live.textContent = 'Live';
    main.classList.remove('lost-touch');
  }

  function lost() {
    live.className = 'lost';
    live.textContent = `No connection to the panel. This is from ${timeOfDay.format(seen)}.`;
    main.classList.add('lost-touch');
  }

  function listen() {
    clearTimeout(retry);
    stream?.close();
    const opened = new EventSource(main.dataset.stream);
    stream = opened;
    opened.addEventListener('open', fresh);
    opened.addEventListener('list', event => {
      fresh();
      update(new DOMParser().parseFromString(event.data, 'text/html'));
    });
    opened.addEventListener('ended', () => {
      opened.close();
      location.reload(); // to the login page
    });
    opened.addEventListener('displaced', () => {
      opened.close();
      if (stream === opened) {
        poll(); // other pages of the same login are newer
      }
    });
    opened.addEventListener('error', () => {
      if (opened.readyState === EventSource.CLOSED && stream === opened) {
        poll(); // refused: too many pages are open, or nobody is logged in any more
      } else if (opened.readyState === EventSource.CONNECTING) {
        lost();
      }
    });
  }

  async function poll() {
    const ended = stream;
    try {
      const answer = await fetch(location.href, {headers: MARK});
      if (answer.redirected || answer.status === 401) {
        location.reload();
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (stream !== ended) {
        return; // something else is looked at meanwhile
      }
      update(page);
      fresh();
      live.textContent = 'Refreshed every 10 seconds';
    } catch (e) {
      if (stream !== ended) {
        return;
      }
      lost();
    }
    clearTimeout(retry);
    retry = setTimeout(listen, 10_000);
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) { // a page that nobody looks at takes no place
      clearTimeout(retry);
      stream?.close();
    } else {
      listen();
    }
  });

  window.addEventListener('pageshow', event => {
    if (event.persisted) { // back from the browser's history, as it was left
      go(location.href);
    }
  });

  // ---- Filter, sorting, paging and refresh, without losing ticks.

  let looking;

  async function go(url) {
    looking?.abort();
    looking = new AbortController();
    try {
      const answer = await fetch(url, {signal: looking.signal});
      if (answer.redirected || answer.status === 401) {
        location.reload();
        return;
      }
      show(new DOMParser().parseFromString(await answer.text(), 'text/html'), url);
    } catch (e) {
      if (e.name !== 'AbortError') {
        lost();
      }
    }
  }

  function show(page, url) {
    const mistake = page.getElementById('filter-error').textContent;
    byId('filter-error').textContent = mistake;
    byId('filter').setAttribute('aria-invalid', String(mistake !== ''));
    if (mistake) {
      return; // what is listed is still what the last filter found
    }
    main.dataset.stream = page.querySelector('main').dataset.stream;
    byId('order').value = page.getElementById('order').value;
    byId('refresh').href = page.getElementById('refresh').getAttribute('href');
    history.replaceState(null, '', url);
    update(page);
    listen();
    if (byId('filter').value !== page.getElementById('filter').value) {
      filtered(); // typed before this was asked for: it must not seem to hold for this list
    }
  }

  function filtered() {
    const url = new URL(byId('view').action);
    url.search = new URLSearchParams(new FormData(byId('view')));
    go(url.href);
  }

  let typing;
  byId('filter').addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(filtered, 300);
  });
  byId('view').addEventListener('submit', event => {
    event.preventDefault();
    clearTimeout(typing);
    filtered();
  });
  main.addEventListener('click', event => {
    const link = event.target.closest('th a, #pager a, #refresh');
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      go(link.href);
    }
  });

  // ---- Removing: the dialog names who goes, and just those are sent.

  let going = [];

  function entry(who) {
    const item = document.createElement('li');
    who.split('\n').forEach((word, place) => {
      const part = document.createElement(place === 0 ? 'b' : 'span');
      const text = document.createElement('bdi');
      text.textContent = word;
      part.append(text);
      item.append(part, ' ');
    });
    return item;
  }

  removeButton.addEventListener('click', () => {
    const leaving = ticked();
    going = leaving.map(box => box.value);
    const what = going.length === 1 ? '1 session' : `${going.length} sessions`;
    byId('confirm-title').textContent = `Remove ${what}?`;
    byId('really').textContent = `Remove ${what}`;
    byId('really').disabled = false;
    byId('going').replaceChildren(
      ...leaving.map(box => entry(box.closest('tr').dataset.who)));
    byId('order-error').textContent = '';
    byId('question').hidden = false;
    byId('answer').hidden = true;
    dialog.showModal();
    byId('going').focus(); // so that a key pressed twice removes nobody
  });

  byId('cancel').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    (removeButton.disabled ? byId('filter') : removeButton).focus();
  });

  byId('sessions').addEventListener('submit', async event => {
    event.preventDefault();
    if (!dialog.open || !byId('answer').hidden || byId('really').disabled) {
      return;
    }
    byId('really').disabled = true;
    const fields = new URLSearchParams(new FormData(byId('sessions')));
    fields.delete('id');
    going.forEach(id => fields.append('id', id));
    try {
      const answer = await fetch(byId('sessions').action, {method: 'POST', body: fields});
      if (answer.status === 401 || answer.redirected) {
        location.reload();
        return;
      }
      answered(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    } catch (e) {
      refused('The panel did not answer. Look at the list: it shows who is still here.');
    }
  });

  // Whoever has closed the dialog meanwhile is told nevertheless.
  function speak() {
    if (!dialog.open) {
      dialog.showModal();
    }
  }

  function refused(sentence) {
    speak();
    byId('order-error').textContent = sentence;
    byId('really').disabled = false;
  }

  function answered(page) {
    const result = page.getElementById('result');
    if (!result) {
      refused(page.getElementById('mistake')?.textContent ?? page.body.textContent);
      return;
    }
    speak();
    const close = document.createElement('button');
    close.type = 'button';
    close.id = 'close';
    close.textContent = 'Close';
    close.addEventListener('click', () => dialog.close());
    const buttons = document.createElement('div');
    buttons.className = 'buttons';
    buttons.append(close);
    byId('answer').replaceChildren(document.importNode(result, true), buttons);
    byId('question').hidden = true;
    byId('answer').hidden = false;
    byId('reason').value = '';
    const nobody = dialog.querySelector('[name="lockout"][value="none"]');
    if (nobody) {
      nobody.checked = true;
    }
    rows.querySelectorAll('.tick input:checked').forEach(box => {
      if (going.includes(box.value)) {
        box.checked = false;
      }
    });
    countTicks();
    close.focus();
  }

  byId('apply').hidden = true; // the filter is applied as it is typed
  removeButton.hidden = false;
  adopt(document);
  order = [...rows.children].map(row => row.id);
  countTicks();
  if (byId('filter-error').textContent) {
    byId('filter').setAttribute('aria-invalid', 'true');
    byId('filter').focus();
  } else {
    listen();
  }
})();
