from threading import Thread

numbers, sums = [1, 2, 3, 4, 5], []

def add():
    sums.append(sum(numbers))

thread = Thread(target=add)
thread.start()
print("Started; this thread goes on.")
thread.join()
print("Sum:", sums[0])
