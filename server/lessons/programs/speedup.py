from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

def work(rounds):
    total = 0
    for n in range(rounds):
        total += n * n % 7
    return total

def one_by_one(jobs):
    return [work(rounds) for rounds in jobs]

def at_once(pool_of, jobs):
    with pool_of(len(jobs)) as pool:
        return list(pool.map(work, jobs))
